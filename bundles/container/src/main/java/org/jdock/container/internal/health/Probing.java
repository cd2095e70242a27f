package org.jdock.container.internal.health;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs the health check of one container again and again while that runs: it is told of each change
 * of its state. Thread-safe.
 */
public final class Probing {
  private final HealthMonitor monitor;
  private final String id;
  private final HealthCheck check;
  private final Results results;

  private long startedAt;

  /** Counts what it was stopped: what was begun before that no longer counts. */
  private long round;

  private @Nullable Future<?> next;
  private @Nullable ProbeRun current;

  /** Where probes go, from threads of their own: back into the order of the state's changes. */
  @FunctionalInterface
  public interface Results {
    /** Takes one, to be handed to {@link Probing#accept} with the same round. */
    void take(long round, Probe probe);
  }

  Probing(HealthMonitor monitor, String id, HealthCheck check, Results results) {
    this.monitor = monitor;
    this.id = id;
    this.check = check;
    this.results = results;
  }

  /**
   * Follows the container.
   *
   * @param running whether it runs, and is not paused
   * @param alive whether it has processes
   * @param started when the run began, nanoseconds since the epoch
   * @param before null for not known yet in this run
   * @return its health from now on; null for one that never ran
   */
  public synchronized @Nullable Health follow(
      boolean running, boolean alive, long started, @Nullable Health before) {
    if (!running || started != startedAt) {
      stop();
    }
    if (!alive) {
      return before == null ? null : before.ended();
    }
    Health health = before == null ? Health.STARTING : before;
    if (running && next == null && current == null) {
      startedAt = started;
      schedule(check.wait(health, monitor.now() - started));
    }
    return health;
  }

  private void schedule(long nanos) {
    long now = round;
    next = monitor.after(nanos, () -> probe(now));
  }

  private synchronized void probe(long of) {
    if (of != round) {
      return;
    }
    next = null;
    current = monitor.begin(id, check, probe -> results.take(of, probe));
    if (current == null) {
      schedule(check.interval());
    }
  }

  /** The health after a probe; null when that no longer counts. */
  public synchronized @Nullable Health accept(long of, Probe probe, @Nullable Health before) {
    if (of != round || before == null) {
      return null;
    }
    current = null;
    return before.after(probe, check, startedAt);
  }

  private void stop() {
    round++;
    if (next != null) {
      next.cancel(false);
      next = null;
    }
    if (current != null) {
      current.cancel();
      current = null;
    }
  }
}
