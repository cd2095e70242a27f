package org.jdock.container.internal.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.jdock.container.internal.health.Health;
import org.jdock.container.internal.state.RunState;
import org.jdock.container.internal.state.Status;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void textsAreDockers() {
    RunState running = RunState.NEW.started(1, 1, "b", 100 * SECOND, null);
    assertEquals("Created", StatusText.of(RunState.NEW, SECOND));
    assertEquals("Up 3 seconds", StatusText.of(running, 103 * SECOND));
    assertEquals(
        "Up 3 seconds (health: starting)",
        StatusText.of(running.withHealth(Health.STARTING), 103 * SECOND));
    assertEquals(
        "Up 3 seconds (unhealthy)",
        StatusText.of(running.withHealth(Health.STARTING.ended()), 103 * SECOND));
    assertEquals("Up Less than a second", StatusText.of(running, 100 * SECOND));
    assertEquals("Up 5 minutes (Paused)", StatusText.of(running.with(Status.PAUSED), 400 * SECOND));
    assertEquals(
        "Exited (137) 2 minutes ago",
        StatusText.of(running.ended(137, false, 200 * SECOND, false), 320 * SECOND));
    assertEquals(
        "Restarting (1) 1 second ago",
        StatusText.of(running.ended(1, false, 200 * SECOND, true), 201 * SECOND));
  }

  @Test
  void durationsAreRoundedAsDockerDoes() {
    assertEquals("About a minute", StatusText.human(Duration.ofSeconds(75)));
    assertEquals("About an hour", StatusText.human(Duration.ofMinutes(75)));
    assertEquals("2 hours", StatusText.human(Duration.ofMinutes(95)));
    assertEquals("47 hours", StatusText.human(Duration.ofHours(47)));
    assertEquals("2 days", StatusText.human(Duration.ofHours(50)));
    assertEquals("3 weeks", StatusText.human(Duration.ofDays(22)));
    assertEquals("2 months", StatusText.human(Duration.ofDays(70)));
    assertEquals("2 years", StatusText.human(Duration.ofDays(800)));
  }

  @Test
  void timesAreGos() {
    assertEquals("0001-01-01T00:00:00Z", StatusText.time(0));
    assertEquals("1970-01-01T00:00:01.000000005Z", StatusText.time(SECOND + 5));
  }
}
