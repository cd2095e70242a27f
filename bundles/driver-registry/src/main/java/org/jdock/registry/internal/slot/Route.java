package org.jdock.registry.internal.slot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The versions of one driver, and which of them takes the calls. Thread-safe. */
final class Route {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Slot> waiting = new ArrayList<>();
  private final List<Slot> serving = new ArrayList<>();
  private volatile @Nullable Slot current;
  private volatile boolean disabled;

  /** Whether an operator wants no calls to go here. */
  boolean disabled() {
    return disabled;
  }

  void disabled(boolean now) {
    disabled = now;
  }

  /** Adds a version; one that is held takes no calls until it is admitted. */
  void add(Slot slot, boolean held) {
    lock.lock();
    try {
      (held ? waiting : serving).add(slot);
      choose();
    } finally {
      lock.unlock();
    }
  }

  /** Lets versions take calls, and others take none any more, at once. */
  void swap(List<Slot> admit, List<Slot> retire) {
    lock.lock();
    try {
      for (Slot slot : admit) {
        if (waiting.remove(slot)) {
          serving.add(slot);
        }
      }
      serving.removeAll(retire);
      choose();
    } finally {
      lock.unlock();
    }
  }

  void remove(Slot slot) {
    lock.lock();
    try {
      waiting.remove(slot);
      serving.remove(slot);
      choose();
    } finally {
      lock.unlock();
    }
  }

  private void choose() {
    Slot before = current;
    Slot now =
        serving.stream().max(Comparator.comparing((Slot s) -> s.source().version())).orElse(null);
    current = now;
    if (now != before) {
      if (before != null && !before.leases.closed()) {
        before.life.become(DriverState.INSTALLED, "another version serves");
      }
      if (now != null) {
        now.life.become(DriverState.ACTIVE, "");
      }
    }
    changed.signalAll();
  }

  /** The version that takes calls now; null when there is none. */
  @Nullable Slot current() {
    return current;
  }

  /** Takes a lease of the version that serves; waits for one. Null when none came in time. */
  @Nullable Slot lease(long nanos) throws InterruptedException {
    Slot slot = current;
    if (slot != null && slot.leases.take()) {
      return slot;
    }
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (true) {
        slot = current;
        if (slot != null && slot.leases.take()) {
          return slot;
        }
        if (left <= 0) {
          return null;
        }
        // A version that is closed leaves the route soon, and says so.
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
