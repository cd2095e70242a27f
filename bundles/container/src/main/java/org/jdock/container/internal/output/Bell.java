package org.jdock.container.internal.output;

/** Wakes those who wait for something to change. Look at the count, look at the thing, wait. */
final class Bell {
  private long rings;

  /** How often it was rung: to be asked before looking. */
  synchronized long rings() {
    return rings;
  }

  /** Wakes all. */
  synchronized void ring() {
    rings++;
    notifyAll();
  }

  /** Waits until it was rung more often than that. */
  synchronized void await(long seen) throws InterruptedException {
    while (rings == seen) {
      wait();
    }
  }

  /** As the other, for a bounded time; false when that is up. */
  synchronized boolean await(long seen, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (rings == seen) {
      long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
