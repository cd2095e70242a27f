package org.jdock.itest.bench.swap;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Prints what was found, and remembers whether something was wrong. */
final class Report {
  private static final String ROW = "%-40s %12s %12s %10s  %s%n";

  private final PrintStream out;
  private final List<String> faults = new ArrayList<>();

  Report(PrintStream out) {
    this.out = out;
  }

  void section(String title, String first, String second, String third) {
    out.printf(Locale.ROOT, "%n" + ROW, title, first, second, third, "");
  }

  private void row(String text, String first, String second, String third, String verdict) {
    out.printf(Locale.ROOT, ROW, text, first, second, third, verdict);
  }

  /** A number that is to be 0. */
  void none(String text, long count, List<String> reasons) {
    row(text, "", String.valueOf(count), "0", count == 0 ? "reached" : "MISSED");
    if (count > 0) {
      faults.add(count + " " + text);
      reasons.forEach(reason -> out.println("    " + reason.strip()));
    }
  }

  void operations(
      Map<Load.Kind, Tally> without, double seconds, Map<Load.Kind, Tally> with, double longer) {
    section("operations: longest wait", "without", "upgrades", "aim");
    for (var kind : Load.Kind.values()) {
      var one = Objects.requireNonNull(without.get(kind));
      var other = Objects.requireNonNull(with.get(kind));
      row(
          kind.text + " (" + one.count() + ", " + other.count() + ")",
          millis(one.quantile(1)),
          millis(other.quantile(1)),
          "",
          String.format(
              Locale.ROOT,
              "median %.0f, %.0f ms; 99th of 100 %.0f, %.0f ms",
              one.quantile(0.5),
              other.quantile(0.5),
              one.quantile(0.99),
              other.quantile(0.99)));
    }
    var before = longest(without);
    var after = longest(with);
    row(
        "of all",
        millis(before),
        millis(after),
        "+ 50 ms",
        after <= before + 50 ? "reached" : "missed");
    row("operations a second", rate(without, seconds), rate(with, longer), "", "");
    none("failed without upgrades", failed(without), failures(without));
    none("failed operations", failed(with), failures(with));
  }

  private static double longest(Map<Load.Kind, Tally> tallies) {
    return tallies.values().stream().mapToDouble(tally -> tally.quantile(1)).max().orElse(0);
  }

  private static long failed(Map<Load.Kind, Tally> tallies) {
    return tallies.values().stream().mapToLong(Tally::failed).sum();
  }

  private static List<String> failures(Map<Load.Kind, Tally> tallies) {
    return tallies.entrySet().stream()
        .flatMap(
            entry -> entry.getValue().failures().stream().map(f -> entry.getKey().text + ": " + f))
        .toList();
  }

  private static String rate(Map<Load.Kind, Tally> tallies, double seconds) {
    double all =
        tallies.entrySet().stream()
            .mapToDouble(e -> e.getValue().count() * (e.getKey() == Load.Kind.EXEC ? 3.0 : 1.0))
            .sum();
    return String.format(Locale.ROOT, "%.0f", all / seconds);
  }

  void pages(Tally without, Tally with) {
    section("pages", "without", "upgrades", "aim");
    row("asked for", "" + without.count(), "" + with.count(), "", "");
    row("longest wait", millis(without.quantile(1)), millis(with.quantile(1)), "", "");
    none("failed without upgrades", without.failed(), without.failures());
    none("failed requests", with.failed(), with.failures());
  }

  /** Fewer than asked for were made where the time for a kind was over. */
  void upgrades(Map<Kinds, Tally> tallies, int asked) {
    section("upgrades", "median", "longest", "aim");
    var made = 0;
    for (var kind : Kinds.ALL) {
      var tally = Objects.requireNonNull(tallies.get(kind));
      made += tally.count();
      var median = tally.quantile(0.5);
      row(
          kind.text + " (" + tally.count() + ")",
          millis(median),
          millis(tally.quantile(1)),
          "100 ms",
          median <= 100 ? "reached" : "missed");
      if (tally.failed() > 0) {
        none("failed " + kind.text + " upgrades", tally.failed(), tally.failures());
      }
    }
    row("in all, of " + asked * Kinds.ALL.size() + " asked for", "" + made, "", "", "");
  }

  void lines(String name, Printer.Check check, double seconds) {
    section("lines of " + name, "a second", "all", "aim");
    row("printed", "" + Math.round(check.printed() / seconds), "" + check.printed(), "", "");
    none("lost lines", check.lost(), List.of());
    none("doubled lines", check.doubled(), List.of());
  }

  void resources(Resources before, Resources after) {
    section("the daemon holds", "before", "after", "aim");
    same("threads", before.threads(), after.threads(), 5);
    same("descriptors", before.descriptors(), after.descriptors(), 5);
    same("class loaders of bundles", before.classLoaders(), after.classLoaders(), 0);
    same("classes of bundles", before.classes(), after.classes(), before.classes() / 10);
    same("logger contexts", before.loggerContexts(), after.loggerContexts(), 0);
    same("metaspace, KB", before.metaspace(), after.metaspace(), before.metaspace() / 10);
    same("  of classes", before.classSpace(), after.classSpace(), before.classSpace() / 10);
    same(
        "  of bundles' class loaders",
        before.bundlesMetaspace(),
        after.bundlesMetaspace(),
        before.bundlesMetaspace() / 10);
  }

  private void same(String text, long before, long after, long more) {
    boolean good = after <= before + more;
    row(text, "" + before, "" + after, "+ " + more, good ? "reached" : "MISSED");
    if (!good) {
      faults.add(text + " grew from " + before + " to " + after);
    }
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f ms", value);
  }

  /** Whether nothing failed, was lost or leaked; prints the sum. */
  boolean sum() {
    out.println();
    out.println(faults.isEmpty() ? "nobody noticed" : "wrong: " + String.join(", ", faults));
    return faults.isEmpty();
  }
}
