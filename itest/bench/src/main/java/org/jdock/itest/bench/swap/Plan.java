package org.jdock.itest.bench.swap;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much is done.
 *
 * @param upgrades of each kind of driver
 * @param seconds of load without upgrades, to compare with
 * @param containers that run all the time
 * @param lines that each of two containers prints, a second
 * @param pages asked for, a second
 */
record Plan(int upgrades, int seconds, int containers, int lines, int pages) {
  static final String USAGE = "[--quick] [--upgrades N] [--lines N]";
  private static final Plan FULL = new Plan(50, 30, 20, 50_000, 100);
  private static final Plan QUICK = new Plan(5, 8, 20, 50_000, 100);

  /** Reads options; null when they make no sense. */
  static @Nullable Plan of(List<String> options) {
    var plan = options.contains("--quick") ? QUICK : FULL;
    for (var i = 0; i < options.size(); i++) {
      var option = options.get(i);
      if (option.equals("--quick")) {
        continue;
      }
      if (i + 1 == options.size() || !options.get(i + 1).matches("[1-9]\\d{0,5}")) {
        return null;
      }
      var number = Integer.parseInt(options.get(++i));
      switch (option) {
        case "--upgrades" -> plan = plan.withUpgrades(number);
        case "--lines" -> plan = plan.withLines(number);
        default -> {
          return null;
        }
      }
    }
    return plan;
  }

  /** How long the upgrades of one kind may take: half a second each, 25 s at least. */
  Duration mostOfAKind() {
    return Duration.ofMillis(Math.max(25_000, 500L * upgrades));
  }

  private Plan withUpgrades(int number) {
    return new Plan(number, seconds, containers, lines, pages);
  }

  private Plan withLines(int number) {
    return new Plan(upgrades, seconds, containers, number, pages);
  }
}
