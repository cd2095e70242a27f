package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;
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

  /** Its monitor is started with its creation, and given up when the start is long in coming. */
  @Test
  void oneThatIsNotStartedLeavesNoProcessAndNoFilesAndMayStillBeStarted() throws Exception {
    var id =
        post("/containers/exec/exec", "{\"Cmd\":[\"echo\",\"late\"],\"AttachStdout\":true}")
            .replaceAll(".*\"Id\":\"([0-9a-f]{64})\".*", "$1");
    var container = engine.docker("inspect", "-f", "{{.Id}}", "exec").ok();
    var files = engine.daemon().execRoot().resolve("exec").resolve(container).resolve(id);
    for (var i = 0; i < 200 && (Files.exists(files) || runs(id)); i++) {
      Thread.sleep(100);
    }
    assertFalse(Files.exists(files), files + " is left");
    assertFalse(runs(id), "a monitor is left");
    var printed = post("/exec/" + id + "/start", "{\"Tty\":false}");
    assertTrue(printed.contains("late"), printed);
  }

  private static boolean runs(String execId) {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> {
          try {
            var command = Path.of("/proc/" + process.pid() + "/cmdline");
            return Files.readString(command, StandardCharsets.ISO_8859_1).contains(execId);
          } catch (IOException e) {
            return false; // ended meanwhile
          }
        });
  }

  private String post(String path, String body) {
    var socket = engine.daemon().host().substring("unix://".length());
    return Run.of(
            Map.of(),
            List.of(
                "curl",
                "-sS",
                "--unix-socket",
                socket,
                "-H",
                "Content-Type: application/json",
                "-d",
                body,
                "http://docker/v1.45" + path))
        .ok();
  }
}
