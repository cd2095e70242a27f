package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is left of running containers when the daemon is killed or restarted: all of it. */
class RecoveryTest {
  private static Engine engine;

  @BeforeAll
  static void start() throws Exception {
    engine = Engine.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void portsStayReachableWhileTheDaemonIsDead() throws Exception {
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "web",
            "-p",
            "18090:80",
            engine.registry().authority() + "/nginx")
        .ok();
    page();
    engine.daemon().kill();
    page();
    engine.daemon().start();
    page();
    assertEquals("running", engine.docker("inspect", "-f", "{{.State.Status}}", "web").ok());
    assertTrue(engine.docker("exec", "web", "cat", "/proc/1/comm").ok().contains("nginx"));
    engine.docker("rm", "-f", "web").ok();
    assertNotEquals(
        0,
        engine.namespace().run("curl", "-sS", "--max-time", "3", "http://127.0.0.1:18090/").exit());
  }

  private void page() {
    engine
        .namespace()
        .run(
            "curl",
            "-sS",
            "--fail",
            "--max-time",
            "10",
            "--retry",
            "10",
            "--retry-connrefused",
            "--retry-delay",
            "1",
            "http://127.0.0.1:18090/")
        .ok();
  }

  @Test
  void restartPolicies() throws Exception {
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "crashes",
            "--restart",
            "on-failure:2",
            "busybox",
            "sh",
            "-c",
            "exit 3")
        .ok();
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "stays",
            "--restart",
            "unless-stopped",
            "busybox",
            "sleep",
            "600")
        .ok();
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "stopped",
            "--restart",
            "unless-stopped",
            "busybox",
            "sleep",
            "600")
        .ok();
    engine.docker("stop", "-t", "0", "stopped").ok();
    var pid = engine.docker("inspect", "-f", "{{.State.Pid}}", "stays").ok();
    new ProcessBuilder("kill", "-9", pid).start().waitFor();
    becomes("1", "{{.RestartCount}}", "stays");
    engine.daemon().stop();
    engine.daemon().start();
    becomes("running", "{{.State.Status}}", "stays"); // the count rises before it runs again
    assertEquals("exited", engine.docker("inspect", "-f", "{{.State.Status}}", "stopped").ok());
    becomes("2 exited", "{{.RestartCount}} {{.State.Status}}", "crashes");
    engine.docker("rm", "-f", "crashes", "stays", "stopped").ok();
  }

  /** Waits up to ten seconds for it. */
  private static void becomes(String wanted, String format, String name) throws Exception {
    String found = "";
    for (var i = 0; i < 100 && !found.equals(wanted); i++) {
      found = engine.docker("inspect", "-f", format, name).ok();
      if (!found.equals(wanted)) {
        Thread.sleep(100);
      }
    }
    assertEquals(wanted, found);
  }

  /**
   * The monitor of what has just ended may come to write down how only after the daemon's start.
   */
  @Test
  void aMonitorThatIsLateIsWaitedFor() throws Exception {
    var script = "while [ ! -e /end ]; do usleep 20000; done; exit 7";
    engine.docker("run", "-d", "--name", "late", "busybox", "sh", "-c", script).ok();
    var pid = engine.docker("inspect", "-f", "{{.State.Pid}}", "late").ok();
    var status = Files.readString(Path.of("/proc/" + pid + "/status"));
    var monitor = status.replaceFirst("(?s).*\\nPPid:\\s*(\\d+)\\n.*", "$1");
    signal("STOP", monitor);
    try {
      engine.daemon().kill();
      Files.createFile(Path.of("/proc/" + pid + "/root/end"));
      while (!Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ")) {
        Thread.sleep(20);
      }
      engine.daemon().start();
    } finally {
      signal("CONT", monitor);
    }
    assertEquals("7", engine.docker("wait", "late").ok());
    assertEquals("7", engine.docker("inspect", "-f", "{{.State.ExitCode}}", "late").ok());
    engine.docker("rm", "late").ok();
  }

  private static void signal(String signal, String pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-" + signal, pid).start().waitFor());
  }

  /**
   * Kills the daemon at random moments while one container prints on and on, some end while it is
   * dead, and one writes 10 MB meanwhile.
   */
  @Test
  void killedAtAnyMomentNoLineIsLostOrDoubled() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var rounds = Boolean.getBoolean("jdock.full") ? 20 : 4;
    var lines = rounds * 20_000;
    engine.docker("run", "-d", "--name", "prints", "busybox", "sh", "-c", numbered(lines)).ok();
    for (var round = 1; round <= rounds; round++) {
      var ends = "ends-" + round;
      var big = "big-" + round;
      engine
          .docker(
              "run",
              "-d",
              "--name",
              ends,
              "busybox",
              "sh",
              "-c",
              "seq 1 300; sleep 1; seq 301 600; exit " + round)
          .ok();
      engine
          .docker(
              "run",
              "-d",
              "--name",
              big,
              "busybox",
              "sh",
              "-c",
              "sleep 1; yes 0123456789abcdef0123456789abcde | head -n 320000; touch /done; sleep 600")
          .ok();
      Thread.sleep(random.nextInt(900));
      engine.daemon().kill();
      Thread.sleep(2500);
      engine.daemon().start();
      assertEquals(String.valueOf(round), engine.docker("wait", ends).ok(), "seed " + seed);
      assertEquals(Counting.upTo(600), engine.docker("logs", ends).ok(), "seed " + seed);
      engine.docker("exec", big, "ls", "/done").ok();
      engine.docker("kill", big).ok();
      engine.docker("wait", big).ok();
      assertEquals(320_000, engine.docker("logs", big).ok().lines().count(), "seed " + seed);
      engine.docker("rm", ends, big).ok();
    }
    engine.docker("wait", "prints").ok();
    assertEquals(Counting.upTo(lines), engine.docker("logs", "prints").ok(), "seed " + seed);
    engine.docker("rm", "prints").ok();
  }

  /** About 10,000 numbered lines a second. */
  private static String numbered(int lines) {
    return "i=0; while [ $i -lt "
        + lines
        + " ]; do seq $((i+1)) $((i+1000)); i=$((i+1000)); sleep 0.1; done";
  }
}
