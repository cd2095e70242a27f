package org.jdock.registry.internal.slot;

import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Where one version of a driver is in its life. Thread-safe. */
final class Life {
  private static final Logger LOG = LogManager.getLogger(Life.class);

  /** What it is, and why. */
  record Status(DriverState state, String reason) {}

  private final Slot slot;
  private final Consumer<Transition> listener;
  private volatile Status status = new Status(DriverState.INSTALLED, "");

  /** The listener must not block: it is told in the middle of a call. */
  Life(Slot slot, Consumer<Transition> listener) {
    this.slot = slot;
    this.listener = listener;
  }

  Status status() {
    return status;
  }

  /**
   * Becomes something, if that is possible from what it is now: what comes late, such as the answer
   * of one that drains, changes nothing.
   */
  void become(DriverState next, String reason) {
    Status before;
    synchronized (this) {
      before = status;
      if (before.state() == next) {
        status = new Status(next, reason);
        return;
      }
      if (!before.state().leadsTo(next)) {
        LOG.debug("{} stays {}: it can't become {}", slot.label(), before.state(), next);
        return;
      }
      status = new Status(next, reason);
    }
    boolean bad = next == DriverState.UNAVAILABLE || next == DriverState.UNHEALTHY;
    LOG.log(
        bad ? Level.WARN : Level.INFO,
        "{} is {} now{}",
        slot.label(),
        next,
        reason.isEmpty() ? "" : ": " + reason);
    listener.accept(new Transition(slot, before.state(), next, reason));
  }
}
