package org.jdock.registry.internal.bundle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Ends versions that take no more calls: when their last call is back, or later. Not thread-safe
 * but for what it does by itself.
 */
final class Retirement {
  private static final Logger LOG = LogManager.getLogger(Retirement.class);
  private static final Duration LATE = Duration.ofDays(1);

  /** Beyond the limits of calls and probes: for the framework, and for a busy host. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Registry registry;

  /** Until the last one has ended; holds nothing of it. */
  private volatile @Nullable CountDownLatch last;

  Retirement(Registry registry) {
    this.registry = registry;
  }

  /**
   * As {@link #of}, without waiting: whoever replaced these versions need not wait for their last
   * call, nor for what they take back when they are closed.
   */
  void later(List<Slot> slots, Runnable end) {
    CountDownLatch ended = new CountDownLatch(1);
    last = ended;
    Thread.ofPlatform()
        .daemon()
        .name("driver-retirement")
        .start(() -> {
          try {
            of(slots, end);
          } finally {
            ended.countDown();
          }
        });
  }

  /** Gives what was begun by {@link #later} a moment to end; whether it has. */
  boolean quiet(Duration limit) {
    CountDownLatch before = last;
    try {
      return before == null || before.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Waits for what was begun by {@link #later}, but for calls that are out after the deadline.
   *
   * @throws ProblemException UNAVAILABLE when a version can't be ended
   */
  void settle() {
    Duration limit = registry.limits().drain().plus(registry.limits().probe()).plus(GRACE);
    if (!quiet(limit)) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "a version that was replaced has not ended yet: its bundle does not stop, which its"
              + " vendor must mend; try again later, or restart the daemon");
    }
  }

  /**
   * Waits until the deadline for the calls of these versions, then goes on: what is late ends on a
   * thread of its own.
   *
   * @param end what is left to do when all are back
   */
  void of(List<Slot> slots, Runnable end) {
    long deadline = System.nanoTime() + registry.limits().drain().toNanos();
    List<Slot> late = new ArrayList<>();
    for (Slot slot : slots) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (registry.drain(slot).compareTo(left) < 0) {
        left = registry.drain(slot);
      }
      if (!registry.retire(slot, left)) {
        LOG.warn("{} is not stopped yet, calls are out: {}", slot.label(), slot.stragglers());
        late.add(slot);
      }
    }
    if (late.isEmpty()) {
      end.run();
      return;
    }
    Thread.ofVirtual()
        .name("driver-retirement")
        .start(() -> {
          if (late.stream().allMatch(slot -> registry.retire(slot, LATE))) {
            end.run();
          }
        });
  }
}
