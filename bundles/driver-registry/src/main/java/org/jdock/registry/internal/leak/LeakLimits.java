package org.jdock.registry.internal.leak;

import java.time.Duration;

/**
 * When a version that has ended is looked at.
 *
 * @param threads how long after its end its threads may still be there
 * @param classes how long its classes may be; caches of the JDK's hold some for a while
 * @param again how long after that it is looked at again
 * @param patience how long to wait for the JVM to collect all garbage by itself; then it is asked
 *     to, since a daemon with nothing to do may never have to
 */
public record LeakLimits(Duration threads, Duration classes, Duration again, Duration patience) {
  /** What holds in a daemon. */
  public static LeakLimits standard() {
    return new LeakLimits(
        Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofHours(1));
  }
}
