package org.jdock.container.internal.restart;

import java.time.Duration;
import org.jdock.api.container.HostConfig;
import org.jspecify.annotations.Nullable;

/** When an ended container is started again, and after how long (moby, restartmanager). */
public final class RestartDecision {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private RestartDecision() {}

  /**
   * Whether to start again.
   *
   * @param stopped whether someone stopped it
   * @param restarts how often it was started again already
   */
  public static boolean again(
      HostConfig.@Nullable RestartPolicy policy, int code, boolean stopped, int restarts) {
    String name = policy == null || policy.name() == null ? "no" : policy.name();
    if (stopped || policy == null) {
      return false;
    }
    return switch (name) {
      case "always", "unless-stopped" -> true;
      case "on-failure" ->
          code != 0 && (policy.maximumRetryCount() == 0 || restarts < policy.maximumRetryCount());
      default -> false;
    };
  }

  /**
   * How long to wait: 100 ms, doubled with each run that was shorter than 10 s, at most a minute.
   *
   * @param before the last wait; zero for none
   * @param ran how long the run took
   */
  public static Duration backoff(Duration before, Duration ran) {
    if (before.isZero() || ran.compareTo(SETTLED) >= 0) {
      return FIRST;
    }
    Duration twice = before.multipliedBy(2);
    return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }
}
