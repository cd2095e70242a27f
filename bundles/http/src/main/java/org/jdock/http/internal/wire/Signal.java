package org.jdock.http.internal.wire;

import java.util.ArrayList;
import java.util.List;
import org.jdock.http.internal.listen.Duplex;

/** Something that happens at most once, and the callbacks that are to hear of it. Thread-safe. */
final class Signal {
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean given;

  /** Registers; runs {@code callback} here and now if it has happened already. */
  Duplex.Watch on(Runnable callback) {
    synchronized (waiting) {
      if (!given) {
        waiting.add(callback);
        return () -> forget(callback);
      }
    }
    callback.run();
    return () -> {};
  }

  private void forget(Runnable callback) {
    synchronized (waiting) {
      waiting.remove(callback);
    }
  }

  /** It happens: runs the callbacks, in the order of their registration, on this thread. */
  void give() {
    List<Runnable> all;
    synchronized (waiting) {
      given = true;
      all = List.copyOf(waiting);
      waiting.clear();
    }
    all.forEach(Runnable::run);
  }
}
