package org.jdock.itest.bench.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.itest.bench.bed.Bed;
import org.jspecify.annotations.Nullable;

/** Two containers that print much, and one that prints less and is read along. */
final class Printing {
  private static final long MOST_LINES = 6_000_000;
  private static final int FOLLOWED_LINES = 1_000;

  private final Bed bed;
  private final List<Printer> loud = new ArrayList<>();
  private final Printer followed;
  private final Path seen;
  private final Process follower;
  private final long began = System.nanoTime();

  /** Begins at once. */
  Printing(Bed bed, int linesPerSecond) throws IOException {
    this.bed = bed;
    for (var i = 0; i < 2; i++) {
      loud.add(new Printer(bed, "prints-" + i, linesPerSecond, MOST_LINES));
    }
    followed = new Printer(bed, "followed", FOLLOWED_LINES, MOST_LINES);
    seen = Files.createTempFile(bed.folder(), "followed", ".log");
    follower = followed.follow(seen);
  }

  /**
   * Stops it, and compares what the logs hold with what was printed.
   *
   * @param report told of it; null when nobody is to be
   */
  void end(@Nullable Report report) throws IOException, InterruptedException {
    for (var printer : loud) {
      printer.stop();
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    followed.stop();
    for (var printer : loud) {
      tell(report, printer.name(), printer.check(), seconds);
    }
    tell(report, followed.name(), followed.check(), seconds);
    follower.waitFor();
    tell(report, followed.name() + " by logs -f", followed.check(seen), seconds);
    bed.docker("rm", "-f", "prints-0", "prints-1", "followed").ok();
  }

  private static void tell(
      @Nullable Report report, String name, Printer.Check check, double seconds) {
    if (report != null) {
      report.lines(name, check, seconds);
    }
  }
}
