package org.jdock.registry.internal.slot;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts leases without a lock. Once closed it gives no more; any number of threads may wait for
 * the last to come back.
 */
final class Leases {
  private static final long CLOSED = 1L << 62;

  private final AtomicLong state = new AtomicLong();
  private final CountDownLatch idle = new CountDownLatch(1);

  /** Takes one; false once closed. */
  boolean take() {
    long seen = state.get();
    while (seen < CLOSED) {
      long witness = state.compareAndExchange(seen, seen + 1);
      if (witness == seen) {
        return true;
      }
      seen = witness;
    }
    return false;
  }

  /** Gives one back. */
  void give() {
    if (state.decrementAndGet() == CLOSED) {
      idle.countDown();
    }
  }

  /** Gives no more from now on; idempotent. */
  void close() {
    if (state.getAndUpdate(s -> s | CLOSED) == 0) {
      idle.countDown();
    }
  }

  boolean closed() {
    return state.get() >= CLOSED;
  }

  long count() {
    return state.get() & ~CLOSED;
  }

  /** Waits for the last one after {@link #close}; false when it did not come in time. */
  boolean await(Duration limit) throws InterruptedException {
    return idle.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
