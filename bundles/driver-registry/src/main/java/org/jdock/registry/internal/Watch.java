package org.jdock.registry.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jdock.registry.internal.slot.DriverState;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.registry.internal.slot.Transition;

/**
 * Looks after new versions for a while: asks them again and again whether this host can run them,
 * and says which one fails. When the time is over a version's calls are no longer journaled.
 */
final class Watch implements AutoCloseable {
  private static final int PROBES = 12;

  private final Registry registry;
  private final BiConsumer<Slot, String> failed;
  private final Map<Slot, Thread> watched = new ConcurrentHashMap<>();

  /**
   * Watches nothing yet.
   *
   * @param failed told of one that fails, with the reason, on a thread of its own
   */
  Watch(Registry registry, BiConsumer<Slot, String> failed) {
    this.registry = registry;
    this.failed = failed;
  }

  /** Watches a version from now on. */
  void over(Slot slot) {
    var thread = Thread.ofVirtual().name("driver-watch").unstarted(() -> watch(slot));
    watched.put(slot, thread);
    thread.start();
    if (fails(slot.state())) {
      report(slot, slot.reason());
    }
  }

  private void watch(Slot slot) {
    Duration pause = registry.limits().watch().dividedBy(PROBES);
    try {
      for (int i = 0; i < PROBES && watched.containsKey(slot); i++) {
        Thread.sleep(pause);
        if (registry.serves(slot) && !slot.unhealthy()) {
          // What it answers shows in its state, and that is told.
          var _ = registry.probe(slot);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watched.remove(slot);
      slot.journal(null);
    }
  }

  /** Told of every transition; does not block. */
  void changed(Transition transition) {
    if (fails(transition.to())) {
      report(transition.slot(), transition.reason());
    }
  }

  private void report(Slot slot, String reason) {
    if (watched.remove(slot) != null) {
      Thread.ofVirtual().name("driver-rollback").start(() -> failed.accept(slot, reason));
    }
  }

  private static boolean fails(DriverState state) {
    return state == DriverState.UNHEALTHY || state == DriverState.UNAVAILABLE;
  }

  @Override
  public void close() {
    watched.values().forEach(Thread::interrupt);
    watched.clear();
  }
}
