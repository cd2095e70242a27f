package org.jdock.itest.bench.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jdock.itest.engine.support.DriverVersions;

/**
 * Upgrades drivers, each to the next version. On a machine that is too slow there are fewer, so
 * that the run stays bounded.
 */
final class Upgrades {
  private final Console console;
  private final DriverVersions versions;
  private final Duration most;
  private final Map<Kinds, Integer> last = new EnumMap<>(Kinds.class);

  /**
   * By a console.
   *
   * @param most how long those of one kind in a row may take
   */
  Upgrades(Console console, DriverVersions versions, Duration most) {
    this.most = most;
    this.console = console;
    this.versions = versions;
  }

  /** So many in a row of each kind at most, one kind after the other. */
  Map<Kinds, Tally> inARow(int number) throws IOException, InterruptedException {
    var tallies = new EnumMap<Kinds, Tally>(Kinds.class);
    for (var kind : Kinds.ALL) {
      var tally = new Tally();
      tallies.put(kind, tally);
      var end = System.nanoTime() + most.toNanos();
      for (var i = 0; i < number && System.nanoTime() < end; i++) {
        one(kind, tally);
      }
    }
    return tallies;
  }

  private void one(Kinds kind, Tally tally) throws IOException, InterruptedException {
    var patch = last.merge(kind, 1, Integer::sum);
    var version = "0.1." + patch;
    var jar = versions.make(kind.artifact, version);
    try {
      tally.time(() -> {
        var said = console.ok("driver", "upgrade", jar.toString());
        if (!said.contains(" " + version + " ")) {
          throw new IOException("version " + version + " does not serve: " + said);
        }
      });
    } finally {
      Files.delete(jar);
    }
  }
}
