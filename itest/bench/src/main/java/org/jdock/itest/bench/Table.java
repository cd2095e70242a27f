package org.jdock.itest.bench;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints a row a work: medians, the ratio and what was aimed at. */
final class Table {
  private static final double RESTLESS = 0.15;
  private static final String ROW = "%-40s %10s %10s %8s %8s %10s  %s%n";

  private final PrintStream out;

  Table(PrintStream out) {
    this.out = out;
  }

  void head(String peer) {
    out.printf(Locale.ROOT, ROW, "", "jdock", peer, "ratio", "aim", "floor", "");
  }

  void row(Work work, Samples ours, @Nullable Samples theirs, @Nullable Samples floor) {
    var ratio =
        theirs == null || theirs.median() == 0 ? Double.NaN : ours.median() / theirs.median();
    out.printf(
        Locale.ROOT,
        ROW,
        work.text(),
        value(ours, work),
        theirs == null ? "-" : value(theirs, work),
        Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2f", ratio),
        work.limit() == 0 ? "" : String.format(Locale.ROOT, "%.2f", work.limit()),
        floor == null ? "" : value(floor, work),
        verdict(work, ratio, theirs));
  }

  private static String verdict(Work work, double ratio, @Nullable Samples theirs) {
    if (theirs == null || work.limit() == 0 || Double.isNaN(ratio)) {
      return "";
    }
    if (theirs.spread() > RESTLESS) {
      return String.format(
          Locale.ROOT, "not judged: Docker's own spread is %.0f %%", 100 * theirs.spread());
    }
    return ratio <= work.limit() ? "reached" : "missed";
  }

  private static String value(Samples samples, Work work) {
    return String.format(Locale.ROOT, "%.1f %s", samples.median(), work.unit());
  }
}
