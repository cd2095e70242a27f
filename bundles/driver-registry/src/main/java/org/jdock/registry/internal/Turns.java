package org.jdock.registry.internal;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jdock.registry.internal.slot.Registry;

/**
 * Changes of drivers: one after the other, in the order of their coming, and none before the
 * drivers of the start are there. Thread-safe; may be taken again within a turn.
 */
final class Turns {
  private final Registry registry;
  private final ReentrantLock lock = new ReentrantLock(true);

  Turns(Registry registry) {
    this.registry = registry;
  }

  /** Waits for its turn, and gives what the work gives or throws. */
  <T> T take(Supplier<T> work) {
    registry.settle();
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** As the other. */
  void take(Runnable work) {
    var _ =
        take(() -> {
          work.run();
          return this;
        });
  }
}
