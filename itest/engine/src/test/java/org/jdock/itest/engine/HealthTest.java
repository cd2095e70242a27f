package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Health checks, as the docker CLI shows them. */
@ExtendWith(SharedEngine.class)
class HealthTest {
  private final Engine engine;

  HealthTest(Engine engine) {
    this.engine = engine;
  }

  @AfterEach
  void remove() {
    engine.docker("rm", "-f", "health", "plain").ok();
  }

  private void run(String check, String... flags) {
    var command = new ArrayList<>(List.of("run", "-d", "--name", "health"));
    command.addAll(List.of("--health-interval=200ms", "--health-retries=2", "--health-cmd", check));
    command.addAll(List.of(flags));
    command.addAll(List.of("busybox", "sh", "-c", "touch /tmp/well; exec sleep 600"));
    engine.docker(command.toArray(String[]::new)).ok();
  }

  private String inspect(String format) {
    return engine.docker("inspect", "-f", format, "health").ok();
  }

  private void await(String format, String wanted) throws InterruptedException {
    for (var i = 0; i < 200 && !inspect(format).equals(wanted); i++) {
      Thread.sleep(50);
    }
    assertEquals(wanted, inspect(format), inspect("{{json .State}}"));
  }

  private String listed(String... filters) {
    var command = new ArrayList<>(List.of("ps", "--format", "{{.Names}} {{.Status}}"));
    for (var filter : filters) {
      command.addAll(List.of("--filter", filter));
    }
    return engine.docker(command.toArray(String[]::new)).ok();
  }

  @Test
  void wellThenNotThenWellAgain() throws InterruptedException, IOException {
    engine.docker("run", "-d", "--name", "plain", "busybox", "sleep", "600").ok();
    run("echo looked; test -e /tmp/well");
    await("{{.State.Health.Status}}", "healthy");
    assertEquals(
        "0 looked", inspect("{{with index .State.Health.Log 0}}{{.ExitCode}} {{.Output}}{{end}}"));
    assertTrue(listed("health=healthy").endsWith("(healthy)"), listed());
    assertEquals("", listed("health=starting"));
    assertTrue(listed("health=none").startsWith("plain "), listed());
    assertEquals("<nil>", engine.docker("inspect", "-f", "{{.State.Health}}", "plain").ok());

    engine.docker("exec", "health", "rm", "/tmp/well").ok();
    await("{{.State.Health.Status}}", "unhealthy");
    await("{{len .State.Health.Log}}", "5");
    assertTrue(listed("health=unhealthy").endsWith("(unhealthy)"), listed());

    engine.daemon().kill();
    engine.daemon().start();
    assertEquals("unhealthy", inspect("{{.State.Health.Status}}"));
    engine.docker("exec", "health", "touch", "/tmp/well").ok();
    await("{{.State.Health.Status}}", "healthy");

    engine.docker("pause", "health").ok();
    assertTrue(listed("name=health").endsWith("(Paused)"), listed());
    var last = inspect("{{json .State.Health.Log}}");
    Thread.sleep(500);
    assertEquals(last, inspect("{{json .State.Health.Log}}"));
    engine.docker("unpause", "health").ok();
    engine.docker("exec", "health", "rm", "/tmp/well").ok();
    await("{{.State.Health.Status}}", "unhealthy");

    engine.docker("restart", "-t", "0", "health").ok();
    await("{{.State.Health.Status}}", "healthy");
    engine.docker("stop", "-t", "0", "health").ok();
    assertEquals("unhealthy", inspect("{{.State.Health.Status}}"));
  }

  @Test
  void whatTakesTooLongIsKilled() throws InterruptedException {
    var begin = Long.toString(Instant.now().getEpochSecond());
    run("echo begun; sleep 77; true", "--health-timeout=300ms");
    assertTrue(listed("name=health").endsWith("(health: starting)"), listed());
    await("{{.State.Health.Status}}", "unhealthy");
    // The probe's shell may still tell that what it waited for was killed.
    var result = inspect("{{with index .State.Health.Log 0}}{{.ExitCode}} {{.Output}}{{end}}");
    assertTrue(result.startsWith("-1 Health check exceeded timeout (300ms): begun"), result);
    engine.docker("pause", "health").ok();
    var processes = engine.docker("top", "health").ok();
    assertTrue(processes.lines().filter(l -> l.contains("sleep 77")).count() <= 1, processes);
    engine.docker("unpause", "health").ok();
    var until = Long.toString(Instant.now().getEpochSecond() + 1);
    var events =
        engine
            .docker(
                "events",
                "--since",
                begin,
                "--until",
                until,
                "--filter",
                "container=health",
                "--format",
                "{{.Action}}")
            .ok();
    var command = "/bin/sh -c echo begun; sleep 77; true";
    for (var wanted :
        List.of(
            "health_status: unhealthy",
            "exec_create: " + command,
            "exec_start: " + command,
            "exec_die")) {
      assertTrue(events.lines().anyMatch(wanted::equals), events);
    }
  }

  @Test
  void failuresOfTheStartPeriodDoNotCount() throws InterruptedException {
    run("false", "--health-start-period=60s", "--health-start-interval=100ms");
    await("{{len .State.Health.Log}}", "5");
    assertEquals("starting 0", inspect("{{.State.Health.Status}} {{.State.Health.FailingStreak}}"));
  }

  @Test
  void noneIsNotRun() {
    engine
        .docker("run", "-d", "--name", "health", "--no-healthcheck", "busybox", "sleep", "600")
        .ok();
    assertEquals("<nil>", inspect("{{.State.Health}}"));
    var refused = engine.docker("create", "--health-interval=1us", "busybox", "true");
    assertTrue(refused.err().contains("cannot be less than 1ms"), refused.err());
  }
}
