package org.jdock.container.internal.health;

import static org.jdock.container.internal.Samples.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long STARTED = 1_000 * SECOND;

  private static final HealthCheck CHECK =
      new HealthCheck(List.of("true"), 30 * SECOND, SECOND, 10 * SECOND, 2 * SECOND, 3);

  /** The states after probes a second apart, the first at so many seconds after the start. */
  private static List<String> states(int first, int... codes) {
    List<String> all = new ArrayList<>();
    Health health = Health.STARTING;
    for (int i = 0; i < codes.length; i++) {
      long at = STARTED + (first + i) * SECOND;
      health = health.after(new Probe(at, at, codes[i], ""), CHECK, STARTED);
      all.add(health.status().text() + " " + health.failingStreak());
    }
    return all;
  }

  @Test
  void failuresInARowMakeItUnhealthy() {
    assertEquals(
        List.of("healthy 0", "healthy 1", "healthy 2", "healthy 0"), states(0, 0, 1, 1, 0));
    assertEquals(
        List.of("starting 1", "starting 2", "unhealthy 3", "unhealthy 4", "healthy 0"),
        states(20, 1, -1, 2, 1, 0));
  }

  @Test
  void failuresOfTheStartPeriodDoNotCount() {
    assertEquals(
        List.of("starting 0", "starting 0", "starting 1", "starting 2", "unhealthy 3"),
        states(8, 1, 1, 1, 1, 1));
  }

  @Test
  void onceHealthyTheStartPeriodIsOver() {
    assertEquals(
        List.of("healthy 0", "healthy 1", "healthy 2", "unhealthy 3"), states(0, 0, 1, 1, 1));
  }

  @Test
  void theLastFiveAreKept() {
    Health health = Health.STARTING;
    for (int i = 1; i <= 7; i++) {
      health = health.after(new Probe(i, i, 0, "o" + i), CHECK, 0);
    }
    assertEquals(
        List.of("o3", "o4", "o5", "o6", "o7"), health.log().stream().map(Probe::output).toList());
    assertEquals(health.log(), health.ended().log());
    assertEquals(Health.Status.UNHEALTHY, health.ended().status());
  }

  @Test
  void theStartIntervalHoldsWhileItIsStarting() {
    Health healthy = Health.STARTING.after(new Probe(0, 0, 0, ""), CHECK, 0);
    assertEquals(2 * SECOND, CHECK.wait(Health.STARTING, 9 * SECOND));
    assertEquals(30 * SECOND, CHECK.wait(Health.STARTING, 10 * SECOND));
    assertEquals(30 * SECOND, CHECK.wait(healthy, SECOND));
  }

  @Test
  void defaultsAndCommandsAreDockers() {
    assertEquals(
        new HealthCheck(
            List.of("/bin/sh", "-c", "a b"), 30 * SECOND, 30 * SECOND, 0, 5 * SECOND, 3),
        HealthCheck.of(config("{healthcheck:{test:['CMD-SHELL','a b']}}")));
    HealthCheck own =
        HealthCheck.of(
            config("{shell:['/bin/ash','-ec'],healthcheck:{test:['CMD-SHELL','a'],retries:7}}"));
    assertNotNull(own);
    assertEquals(List.of("/bin/ash", "-ec", "a"), own.command());
    assertEquals(7, own.retries());
    HealthCheck plain = HealthCheck.of(config("{healthcheck:{test:[CMD,a,b],interval:5}}"));
    assertNotNull(plain);
    assertEquals(List.of("a", "b"), plain.command());
    assertEquals(5, plain.interval());
    assertNull(HealthCheck.of(config("{healthcheck:{test:[NONE]}}")));
    assertNull(HealthCheck.of(config("{healthcheck:{interval:5}}")));
    assertNull(HealthCheck.of(config("{}")));
  }

  @Test
  void durationsAreWrittenAsGoDoes() {
    assertEquals("30s", GoDuration.text(30 * SECOND));
    assertEquals("1m30s", GoDuration.text(90 * SECOND));
    assertEquals("1h0m0s", GoDuration.text(3600 * SECOND));
    assertEquals("1.5s", GoDuration.text(1_500_000_000L));
    assertEquals("200ms", GoDuration.text(200_000_000L));
  }

  @Test
  void longOutputIsCut() {
    ProbeOutput output = new ProbeOutput();
    output.write(new byte[ProbeOutput.KEPT - 1], 0, ProbeOutput.KEPT - 1);
    output.write('x');
    assertEquals(ProbeOutput.KEPT, output.text().length());
    output.write('y');
    assertEquals("x...", output.text().substring(ProbeOutput.KEPT - 1));
  }
}
