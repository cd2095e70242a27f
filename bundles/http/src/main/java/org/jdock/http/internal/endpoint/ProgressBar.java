package org.jdock.http.internal.endpoint;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** {@code [====> ] 1.5MB/3MB}: the bar that old clients print as it comes. */
final class ProgressBar {
  private static final int HALVES = 50;
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");

  private ProgressBar() {}

  static String of(long current, long total) {
    if (total <= 0) {
      return "%8s".formatted(size(current));
    }
    int done = (int) Math.clamp(current * (double) HALVES / total, 0, HALVES);
    var bar = "[%s>%s] ".formatted("=".repeat(done), " ".repeat(HALVES - done));
    return bar + "%8s/%s".formatted(size(Math.min(current, total)), size(total));
  }

  /** Four digits and a decimal unit: {@code 1.234MB}. */
  static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.size() - 1) {
      value /= 1000;
      unit++;
    }
    var digits = new BigDecimal(value).round(new MathContext(4, RoundingMode.HALF_EVEN));
    return digits.stripTrailingZeros().toPlainString() + UNITS.get(unit);
  }
}
