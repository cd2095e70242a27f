package org.jdock.container.internal.health;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.Execs;
import org.jspecify.annotations.Nullable;

/**
 * The health checks of all containers: one timer, whose thread is there only while one waits, and a
 * virtual thread for each probe that runs. Thread-safe.
 */
public final class HealthMonitor implements AutoCloseable {
  private static final long IDLE_SECONDS = 10;

  private final LongSupplier clock;
  private final ScheduledThreadPoolExecutor timer = timer();
  private volatile @Nullable Execs execs;

  /**
   * Runs nothing yet.
   *
   * @param clock nanoseconds since the epoch
   */
  public HealthMonitor(LongSupplier clock) {
    this.clock = clock;
  }

  private static ScheduledThreadPoolExecutor timer() {
    var one =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("jdock-health").factory(),
            new ThreadPoolExecutor.DiscardPolicy()); // after the end
    one.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    one.allowCoreThreadTimeOut(true);
    one.setRemoveOnCancelPolicy(true);
    return one;
  }

  /** By which probes are run; until they are known, none is. */
  public void by(Execs known) {
    execs = known;
  }

  /** The probing of one container, still idle; null when it has no health check. */
  public @Nullable Probing of(String id, ContainerConfig config, Probing.Results results) {
    HealthCheck check = HealthCheck.of(config);
    return check == null ? null : new Probing(this, id, check, results);
  }

  long now() {
    return clock.getAsLong();
  }

  Future<?> after(long nanos, Runnable work) {
    return timer.schedule(work, nanos, TimeUnit.NANOSECONDS);
  }

  /** Runs a probe; null when there is nothing to run it by. */
  @Nullable ProbeRun begin(String id, HealthCheck check, Consumer<Probe> done) {
    Execs by = execs;
    if (by == null) {
      return null;
    }
    ProbeRun run = new ProbeRun(by, timer, clock, check);
    run.start(
        id,
        found -> {
          if (!timer.isShutdown()) { // else the containers are no longer this one's
            done.accept(found);
          }
        });
    return run;
  }

  /** Begins no probe any more; what still runs in a container is no longer waited for. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
