package org.jdock.http.internal.listen;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the threads using one channel wait for: at most one reader (or acceptor), one writer, and a
 * callback for the day the peer is gone. The fields marked so belong to the poller's thread.
 */
final class Interest {
  final SelectableChannel channel;
  final int readOp;
  final AtomicReference<@Nullable Waiter> reader = new AtomicReference<>();
  final AtomicReference<@Nullable Waiter> writer = new AtomicReference<>();
  final AtomicReference<@Nullable Runnable> gone = new AtomicReference<>();

  /** Set once, when nothing more can be waited for: every wait then returns at once. */
  volatile boolean over;

  /** The poller's thread only. */
  @Nullable SelectionKey key;

  Interest(SelectableChannel channel, int readOp) {
    this.channel = channel;
    this.readOp = readOp;
  }

  /** The operations that somebody waits for now. */
  int wanted() {
    return (reader.get() == null ? 0 : readOp) | (writer.get() == null ? 0 : SelectionKey.OP_WRITE);
  }

  void wake(int ready) {
    if ((ready & readOp) != 0) {
      wake(reader);
    }
    if ((ready & SelectionKey.OP_WRITE) != 0) {
      wake(writer);
    }
  }

  /** Ends all waiting, now and later. */
  void end() {
    over = true;
    wake(reader);
    wake(writer);
  }

  private static void wake(AtomicReference<@Nullable Waiter> slot) {
    var w = slot.getAndSet(null);
    if (w != null) {
      w.wake();
    }
  }

  /** A parked thread. */
  static final class Waiter {
    private final Thread thread = Thread.currentThread();
    volatile boolean woken;

    void wake() {
      woken = true;
      LockSupport.unpark(thread);
    }
  }
}
