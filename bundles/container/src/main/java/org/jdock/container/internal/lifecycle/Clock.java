package org.jdock.container.internal.lifecycle;

import java.time.Instant;

/** Time as the engine keeps it. */
final class Clock {
  private Clock() {}

  /** Nanoseconds since the epoch. */
  static long nanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
