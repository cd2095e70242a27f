package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code docker logs}. */
@ExtendWith(SharedEngine.class)
class LogsTest {
  private final Engine engine;

  LogsTest(Engine engine) {
    this.engine = engine;
  }

  @AfterEach
  void remove() {
    engine.docker("rm", "-f", "logs").ok();
  }

  private void start(String script) {
    engine.docker("run", "-d", "--name", "logs", "busybox", "sh", "-c", script).ok();
  }

  @Test
  void tailAndAll() {
    start("seq 1 1000");
    engine.docker("wait", "logs").ok();
    assertEquals(1000, engine.docker("logs", "logs").ok().lines().count());
    assertEquals("999\n1000", engine.docker("logs", "--tail", "2", "logs").ok());
    assertEquals("", engine.docker("logs", "--tail", "0", "logs").ok());
  }

  @Test
  void followEndsWithTheContainer() {
    start("for i in 1 2 3; do echo $i; sleep 0.2; done");
    assertEquals("1\n2\n3", engine.docker("logs", "-f", "logs").ok());
  }

  @Test
  void streamsStayApart() {
    start("echo out; echo err >&2");
    engine.docker("wait", "logs").ok();
    var outcome = engine.docker("logs", "logs");
    assertEquals("out\n", outcome.out());
    assertEquals("err\n", outcome.err());
  }

  @Test
  void timestampsAndSince() {
    start("echo early; sleep 2; echo late");
    engine.docker("wait", "logs").ok();
    var stamped = engine.docker("logs", "-t", "logs").ok().lines().toList();
    assertEquals(2, stamped.size());
    assertTrue(
        stamped.getFirst().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z early"),
        stamped.getFirst());
    var lateTime = stamped.getLast().split(" ")[0];
    assertEquals("late", engine.docker("logs", "--since", lateTime, "logs").ok());
    assertEquals(
        "early", engine.docker("logs", "--until", stamped.getFirst().split(" ")[0], "logs").ok());
  }

  @Test
  void detailsAreWhatTheLogDriverKeeps() {
    engine
        .docker(
            "run",
            "--name",
            "logs",
            "--label",
            "team=a b",
            "-e",
            "MODE=x/y",
            "--log-opt",
            "labels=team",
            "--log-opt",
            "env=MODE",
            "busybox",
            "echo",
            "line")
        .ok();
    assertEquals("MODE=x%2Fy,team=a+b line", engine.docker("logs", "--details", "logs").ok());
    assertEquals("line", engine.docker("logs", "logs").ok());
  }

  @Test
  void outputOfEveryRunIsKept() {
    start("echo run");
    engine.docker("wait", "logs").ok();
    engine.docker("start", "-a", "logs").ok();
    assertEquals("run\nrun", engine.docker("logs", "logs").ok());
  }

  @Test
  void lineWithoutAnEndAndLongLines() {
    start("head -c 100000 /dev/zero | tr '\\0' x; echo; printf end");
    engine.docker("wait", "logs").ok();
    var out = engine.docker("logs", "logs").out();
    assertEquals("x".repeat(100000) + "\nend", out);
  }

  @Test
  void noneIsRefused() {
    engine
        .docker("run", "-d", "--name", "logs", "--log-driver", "none", "busybox", "echo", "x")
        .ok();
    engine.docker("wait", "logs").ok();
    var outcome = engine.docker("logs", "logs");
    assertEquals(1, outcome.exit());
    assertTrue(
        outcome.err().contains("configured logging driver does not support reading"),
        outcome.err());
  }
}
