package org.jdock.registry.internal.call;

import java.time.Duration;
import java.util.function.Function;
import org.jdock.registry.internal.leak.LeakLimits;
import org.jspecify.annotations.Nullable;

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

  /** One driver call, in whole seconds: 60 unless an operator says otherwise. */
  public static final String CALL = "jdock.driver.call.seconds";

  /** One probe or close, likewise: 10. */
  public static final String PROBE = "jdock.driver.probe.seconds";

  /** What holds in a daemon, with what an operator sets by system properties. */
  public static Limits standard(Function<String, @Nullable String> property) {
    return new Limits(
        seconds(property.apply(CALL), 60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        seconds(property.apply(PROBE), 10),
        Duration.ofSeconds(3),
        64,
        Duration.ofSeconds(60));
  }

  private static Duration seconds(@Nullable String given, int usual) {
    boolean sound = given != null && given.matches("[1-9]\\d{0,5}");
    return Duration.ofSeconds(sound ? Integer.parseInt(given) : usual);
  }
}
