package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** States of a container, and the refusals between them. */
@ExtendWith(SharedEngine.class)
class LifecycleTest {
  private final Engine engine;

  LifecycleTest(Engine engine) {
    this.engine = engine;
  }

  @AfterEach
  void remove() {
    engine.docker("rm", "-f", "life").ok();
  }

  private String state() {
    return engine.docker("inspect", "-f", "{{.State.Status}}", "life").ok();
  }

  private static void refused(Run.Outcome outcome, String text) {
    assertEquals(1, outcome.exit(), outcome.out());
    assertTrue(outcome.err().contains(text), outcome.err());
  }

  @Test
  void fromCreatedToRemoved() {
    engine.docker("create", "--name", "life", "busybox", "sleep", "600").ok();
    assertEquals("created", state());
    engine.docker("start", "life").ok();
    assertEquals("running", state());
    engine.docker("pause", "life").ok();
    assertEquals("paused", state());
    engine.docker("unpause", "life").ok();
    engine.docker("restart", "-t", "0", "life").ok();
    assertEquals("running", state());
    refused(engine.docker("rm", "life"), "container is running");
    engine.docker("stop", "-t", "0", "life").ok();
    assertEquals("exited", state());
    assertEquals("137", engine.docker("inspect", "-f", "{{.State.ExitCode}}", "life").ok());
    refused(engine.docker("kill", "life"), "is not running");
    engine.docker("rm", "life").ok();
    refused(engine.docker("inspect", "life"), "No such object: life");
  }

  @Test
  void topShowsItsProcessesAndNoOthers() {
    engine
        .docker("run", "-d", "--name", "life", "busybox", "sh", "-c", "sleep 611 & exec sleep 612")
        .ok();
    var shown = engine.docker("top", "life", "-eo", "pid,args").ok();
    assertTrue(shown.contains("sleep 611") && shown.contains("sleep 612"), shown);
    var pids = shown.lines().skip(1).map(line -> line.strip().split(" ")[0]).toList();
    assertEquals(2, pids.size(), shown);
    assertTrue(pids.contains(engine.docker("inspect", "-f", "{{.State.Pid}}", "life").ok()), shown);
    assertTrue(engine.docker("top", "life").ok().startsWith("UID"));
    refused(engine.docker("top", "life", "-eo", "args"), "Couldn't find PID field in ps output");
    engine.docker("kill", "life").ok();
    refused(engine.docker("top", "life"), "is not running");
  }

  @Test
  void pruneOfTheSystemRemovesWhatHasEnded() {
    engine.docker("run", "--name", "life", "busybox", "true").ok();
    var said = engine.docker("system", "prune", "-f").ok();
    assertTrue(said.contains("Deleted Containers:") && said.contains("Total reclaimed"), said);
    refused(engine.docker("inspect", "life"), "No such object: life");
  }

  @Test
  void stopSendsTheSignalThatIsHandled() {
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "life",
            "busybox",
            "sh",
            "-c",
            "trap 'exit 5' TERM; echo ready; while :; do sleep 0.1; done")
        .ok();
    for (var i = 0; i < 50 && !engine.docker("logs", "life").ok().equals("ready"); i++) {
      Thread.onSpinWait();
    }
    engine.docker("stop", "life").ok();
    assertEquals("5", engine.docker("inspect", "-f", "{{.State.ExitCode}}", "life").ok());
  }

  @Test
  void nameInUse() {
    engine.docker("create", "--name", "life", "busybox", "true").ok();
    var outcome = engine.docker("create", "--name", "life", "busybox", "true");
    refused(outcome, "Conflict. The container name \"/life\" is already in use by container");
  }

  @Test
  void renamed() {
    engine.docker("create", "--name", "life-old", "busybox", "true").ok();
    engine.docker("rename", "life-old", "life").ok();
    assertEquals("/life", engine.docker("inspect", "-f", "{{.Name}}", "life").ok());
  }

  @Test
  void listedWithFilters() {
    engine.docker("run", "-d", "--name", "life", "--label", "a=b", "busybox", "sleep", "600").ok();
    assertEquals(
        "life", engine.docker("ps", "--filter", "label=a=b", "--format", "{{.Names}}").ok());
    assertEquals("", engine.docker("ps", "--filter", "label=a=c", "--format", "{{.Names}}").ok());
    assertTrue(
        engine
            .docker("ps", "--filter", "name=life", "--format", "{{.Status}}")
            .ok()
            .startsWith("Up "));
  }

  @Test
  void writesAreKeptUntilRemoved() {
    engine
        .docker(
            "run",
            "--name",
            "life",
            "busybox",
            "sh",
            "-c",
            "[ -e /mark ] && echo again; touch /mark")
        .ok();
    assertEquals("again", engine.docker("start", "-a", "life").ok());
  }

  @Test
  void eventsAreTold() {
    engine.docker("run", "--rm", "--name", "life", "busybox", "true").ok();
    var told =
        engine
            .docker(
                "events",
                "--since",
                "10m",
                "--until",
                "0s",
                "--filter",
                "container=life",
                "--format",
                "{{.Action}}")
            .ok()
            .lines()
            .toList();
    assertTrue(
        told.containsAll(java.util.List.of("create", "start", "die", "destroy")), told.toString());
  }
}
