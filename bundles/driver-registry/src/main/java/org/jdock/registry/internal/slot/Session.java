package org.jdock.registry.internal.slot;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry.DriverCall;
import org.jdock.api.driver.DriverSession;
import org.jdock.registry.internal.call.Call;
import org.jspecify.annotations.Nullable;

/**
 * An object of a driver's that lives as long as its version serves. Its lock is held while it is
 * used or closed; its version is disposed of only after {@link #leave}, so that whoever holds the
 * lock and finds an object may close it without a lease.
 */
final class Session<D, S> implements DriverSession<S> {
  private static final Logger LOG = LogManager.getLogger(Session.class);

  private final Registry registry;
  private final DriverId id;
  private final Class<D> kind;
  private final DriverCall<D, S> opener;
  private final DriverCall<S, ?> closer;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong generation = new AtomicLong();
  private volatile boolean closed;
  private volatile @Nullable Call<?> last;
  // Guarded by the lock.
  private @Nullable S object;
  private @Nullable Slot home;

  Session(
      Registry registry,
      DriverId id,
      Class<D> kind,
      DriverCall<D, S> opener,
      DriverCall<S, ?> closer) {
    this.registry = registry;
    this.id = id;
    this.kind = kind;
    this.opener = opener;
    this.closer = closer;
  }

  @Override
  public <T> T use(DriverCall<S, T> call) {
    if (busy()) {
      throw new ProblemException(
          Problem.UNAVAILABLE, "driver " + id + " has not returned from an earlier call yet");
    }
    return registry.lease(
        id, registry.limits().call(), slot -> under(slot, call), started -> last = started);
  }

  private boolean busy() {
    Call<?> earlier = last;
    return earlier != null && !earlier.done();
  }

  private <T> T under(Slot slot, DriverCall<S, T> call) throws Exception {
    lock.lock();
    try {
      return call.on(ready(slot));
    } finally {
      if (closed) {
        discard();
      }
      lock.unlock();
    }
  }

  private S ready(Slot slot) throws Exception {
    if (closed) {
      throw ProblemException.conflict("the session of driver " + id + " is closed");
    }
    S known = object;
    if (known != null && home == slot) {
      return known;
    }
    // The old version's object is closed before the new one's is there: never two sinks of one log.
    discard();
    S made = opener.on(kind.cast(slot.open()));
    object = made;
    home = slot;
    slot.sessions.add(this);
    generation.incrementAndGet();
    return made;
  }

  /** Closes the object if it is that version's. On a driver thread, before the version ends. */
  void leave(Slot slot) {
    lock.lock();
    try {
      if (home == slot) {
        discard();
      }
    } finally {
      lock.unlock();
    }
  }

  private void discard() {
    S old = object;
    Slot from = home;
    object = null;
    home = null;
    if (from != null) {
      from.sessions.remove(this);
    }
    if (old != null) {
      try {
        closer.on(old);
      } catch (Exception | LinkageError e) {
        LOG.warn("A session of driver {} did not close well", id, e);
      }
    }
  }

  @Override
  public long generation() {
    return generation.get();
  }

  @Override
  public void close() {
    boolean first = !closed;
    closed = true;
    // What still hangs in a call closes its object itself when it comes back.
    if (first && generation.get() > 0 && !busy()) {
      registry.housekeeping(
          id,
          "session of driver " + id,
          () -> {
            lock.lock();
            try {
              discard();
            } finally {
              lock.unlock();
            }
          });
    }
  }
}
