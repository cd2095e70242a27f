package org.jdock.shell.internal.args;

import java.math.BigDecimal;
import java.util.Locale;

/** Amounts as people write them. */
public final class Quantities {
  private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);

  private Quantities() {}

  /** Bytes: a number with {@code b}, {@code k}, {@code m}, {@code g}, units of 1024. */
  public static long bytes(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    if (plain.length() > 1 && plain.endsWith("b")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    int shift = plain.isEmpty() ? 0 : "kmgt".indexOf(plain.charAt(plain.length() - 1)) + 1;
    String digits = shift == 0 ? plain : plain.substring(0, plain.length() - 1);
    return exact(digits, text, BigDecimal.valueOf(1L << (10 * shift)), "size");
  }

  /** Billionths of a CPU, of a decimal number of CPUs. */
  public static long nanoCpus(String text) {
    return exact(text, text, NANO, "value");
  }

  private static long exact(String digits, String text, BigDecimal unit, String what) {
    try {
      long number = new BigDecimal(digits).multiply(unit).longValue();
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException("invalid " + what + ": '" + text + "'");
    }
    throw new UsageException("invalid " + what + ": '" + text + "'");
  }
}
