package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code docker exec} and {@code docker attach}. */
@ExtendWith(SharedEngine.class)
class ExecTest {
  private final Engine engine;

  ExecTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void start() {
    engine
        .docker("run", "-d", "--name", "exec", "-e", "FROM=container", "busybox", "sleep", "600")
        .ok();
  }

  @AfterEach
  void remove() {
    engine.docker("rm", "-f", "exec").ok();
  }

  @Test
  void streamsAndExitCode() {
    var outcome = engine.docker("exec", "exec", "sh", "-c", "echo out; echo err >&2; exit 7");
    assertEquals("out\n", outcome.out());
    assertEquals("err\n", outcome.err());
    assertEquals(7, outcome.exit());
  }

  @Test
  void standardInputAndItsEnd() {
    var outcome =
        engine.daemon().dockerWithInput("abc", "exec", "-i", "exec", "sh", "-c", "cat; echo .");
    assertEquals("abc.\n", outcome.out());
  }

  @Test
  void environmentUserAndDirectory() {
    assertEquals(
        "container mine 65534 /etc",
        engine
            .docker(
                "exec",
                "-e",
                "MINE=mine",
                "-u",
                "65534",
                "-w",
                "/etc",
                "exec",
                "sh",
                "-c",
                "echo $FROM $MINE $(id -u) $(pwd)")
            .ok());
  }

  @Test
  void whatCannotBeRun() {
    assertEquals(127, engine.docker("exec", "exec", "no-such-command").exit());
    assertEquals(126, engine.docker("exec", "exec", "/etc/passwd").exit());
  }

  @Test
  void stoppedContainerIsRefused() {
    engine.docker("stop", "-t", "0", "exec").ok();
    var outcome = engine.docker("exec", "exec", "true");
    assertEquals(1, outcome.exit());
    assertTrue(outcome.err().contains("is not running"), outcome.err());
  }

  @Test
  void detachedRunsOn() throws InterruptedException {
    engine.docker("exec", "-d", "exec", "sh", "-c", "echo done > /tmp/mark").ok();
    for (var i = 0; i < 50 && engine.docker("exec", "exec", "cat", "/tmp/mark").exit() != 0; i++) {
      Thread.sleep(100);
    }
    assertEquals("done", engine.docker("exec", "exec", "cat", "/tmp/mark").ok());
  }

  @Test
  void attachGetsWhatIsPrintedAndTheExitCode() {
    engine.docker("rm", "-f", "exec").ok();
    engine
        .docker(
            "create", "--name", "exec", "-i", "busybox", "sh", "-c", "read x; echo got $x; exit 9")
        .ok();
    var outcome = engine.daemon().dockerWithInput("word\n", "start", "-ai", "exec");
    assertEquals("got word\n", outcome.out());
    assertEquals(9, outcome.exit());
  }
}
