package org.jdock.container.internal.restart;

import static org.jdock.container.internal.restart.RestartDecision.again;
import static org.jdock.container.internal.restart.RestartDecision.backoff;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.jdock.api.container.HostConfig.RestartPolicy;
import org.junit.jupiter.api.Test;

class RestartDecisionTest {
  @Test
  void policiesDecideByCodeAndCount() {
    assertFalse(again(null, 1, false, 0));
    assertFalse(again(new RestartPolicy("no", 0), 1, false, 0));
    assertTrue(again(new RestartPolicy("always", 0), 0, false, 99));
    assertTrue(again(new RestartPolicy("unless-stopped", 0), 0, false, 0));
    assertFalse(again(new RestartPolicy("always", 0), 0, true, 0));
    assertFalse(again(new RestartPolicy("on-failure", 0), 0, false, 0));
    assertTrue(again(new RestartPolicy("on-failure", 0), 1, false, 99));
    assertTrue(again(new RestartPolicy("on-failure", 2), 1, false, 1));
    assertFalse(again(new RestartPolicy("on-failure", 2), 1, false, 2));
  }

  @Test
  void waitsDoubleUpToAMinuteAndStartAnewAfterALongRun() {
    Duration wait = backoff(Duration.ZERO, Duration.ofMillis(1));
    assertEquals(Duration.ofMillis(100), wait);
    assertEquals(Duration.ofMillis(200), backoff(wait, Duration.ofMillis(1)));
    for (int i = 0; i < 20; i++) {
      wait = backoff(wait, Duration.ofSeconds(9));
    }
    assertEquals(Duration.ofMinutes(1), wait);
    assertEquals(Duration.ofMillis(100), backoff(wait, Duration.ofSeconds(10)));
  }
}
