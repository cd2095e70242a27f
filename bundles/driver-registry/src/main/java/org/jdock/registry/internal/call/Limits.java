package org.jdock.registry.internal.call;

import java.time.Duration;
import org.jdock.registry.internal.leak.LeakLimits;

/**
 * How long things may take, and how many at once.
 *
 * @param call one driver call that names no limit of its own
 * @param gap how long a call waits for a driver that is being replaced
 * @param drain how long a replaced version may take to finish its calls
 * @param probe one probe, or one close
 * @param probeAge how old a probe's answer may be to be given again
 * @param threads calls at the same time
 * @param watch how long a new version is watched, and taken back when it fails
 * @param leaks when a version that has ended is looked at
 */
public record Limits(
    Duration call,
    Duration gap,
    Duration drain,
    Duration probe,
    Duration probeAge,
    int threads,
    Duration watch,
    LeakLimits leaks) {
  /** As above; ended versions are looked at as in a daemon. */
  public Limits(
      Duration call,
      Duration gap,
      Duration drain,
      Duration probe,
      Duration probeAge,
      int threads,
      Duration watch) {
    this(call, gap, drain, probe, probeAge, threads, watch, LeakLimits.standard());
  }

  /** What holds in a daemon. */
  public static Limits standard() {
    return new Limits(
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(3),
        64,
        Duration.ofSeconds(60));
  }
}
