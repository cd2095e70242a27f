package org.jdock.container.internal.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well a container is, and the decision what the next probe makes of it (moby,
 * daemon/health.go). Immutable.
 *
 * @param status what the probes say together
 * @param failingStreak failures in a row that counted
 * @param log the last probes, oldest first; at most {@value #LOGGED}
 */
public record Health(Status status, int failingStreak, List<Probe> log) {
  /** As many probes are remembered. */
  public static final int LOGGED = 5;

  /** Of a run that has just begun. */
  public static final Health STARTING = new Health(Status.STARTING, 0, List.of());

  /** What probes say together. */
  public enum Status {
    /** None has succeeded yet. */
    STARTING,
    /** The last ones succeeded, or too few in a row have failed. */
    HEALTHY,
    /** Too many in a row have failed, or it does not run. */
    UNHEALTHY;

    /** As the Engine API says it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Keeps its own copy. */
  public Health {
    log = List.copyOf(log);
  }

  /**
   * After one more probe.
   *
   * @param startedAt when the container started, nanoseconds since the epoch: until it was healthy
   *     once, failures of probes that begin in the start period after it do not count
   */
  public Health after(Probe probe, HealthCheck check, long startedAt) {
    List<Probe> probes = new ArrayList<>(log);
    probes.add(probe);
    List<Probe> last = probes.subList(Math.max(0, probes.size() - LOGGED), probes.size());
    if (probe.exitCode() == 0) {
      return new Health(Status.HEALTHY, 0, last);
    }
    if (status == Status.STARTING && probe.start() - startedAt < check.startPeriod()) {
      return new Health(status, failingStreak, last);
    }
    int failures = failingStreak + 1;
    return new Health(failures >= check.retries() ? Status.UNHEALTHY : status, failures, last);
  }

  /** Of a container that does not run any more: unhealthy, as Docker has it. */
  public Health ended() {
    return new Health(Status.UNHEALTHY, failingStreak, log);
  }
}
