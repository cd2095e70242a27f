package org.jdock.container.internal.health;

import java.math.BigDecimal;

/** Durations as Go writes them: 30s, 1m30s, 1h0m0s, 1.5s, 200ms. */
final class GoDuration {
  private static final long SECOND = 1_000_000_000L;

  private GoDuration() {}

  /** Of so many nanoseconds; 0 or more. */
  static String text(long nanos) {
    if (nanos == 0) {
      return "0s";
    } else if (nanos < 1_000) {
      return nanos + "ns";
    } else if (nanos < 1_000_000) {
      return decimal(nanos, 3) + "µs";
    } else if (nanos < SECOND) {
      return decimal(nanos, 6) + "ms";
    }
    long minutes = nanos / SECOND / 60;
    String seconds = decimal(nanos - minutes * 60 * SECOND, 9) + "s";
    if (minutes == 0) {
      return seconds;
    }
    return (minutes < 60 ? "" : minutes / 60 + "h") + minutes % 60 + "m" + seconds;
  }

  private static String decimal(long nanos, int places) {
    BigDecimal plain = BigDecimal.valueOf(nanos, places);
    return plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
  }
}
