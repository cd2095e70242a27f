package org.jdock.http.internal.listen;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import jnr.enxio.channels.NativeSelectorProvider;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One jnr-enxio selector on a platform thread of its own, on which any number of virtual threads
 * park until their channel is ready. (A blocking jnr read would pin its carrier: two connections
 * would hang a daemon on two cores.)
 *
 * <p>The selector is not thread-safe, so all that touches keys runs on its thread; others leave an
 * {@link Interest} in the queue and wake it. jnr-enxio polls descriptors with poll(2), which
 * reports a hang-up even for a key that asks for nothing: that is how a client's departure is
 * noticed without reading, and why such a key is given up at once, lest the thread spin.
 */
final class Poller {
  private static final Logger LOG = LogManager.getLogger(Poller.class);

  private final Selector selector;
  private final ConcurrentLinkedQueue<Interest> changed = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean wakeupSent = new AtomicBoolean();
  private final AtomicInteger users = new AtomicInteger(1);
  private volatile boolean closed;

  /** Starts the thread, with its maker as the first user. */
  Poller(String name) throws IOException {
    selector = NativeSelectorProvider.getInstance().openSelector();
    Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /**
   * Parks until the channel may be read (or accepted from). The caller tries, and waits again if
   * that was a false alarm.
   *
   * @param nanos the longest wait; 0 is for ever
   * @throws SocketTimeoutException when it is over
   */
  void awaitRead(Interest i, long nanos) throws SocketTimeoutException {
    var w = new Interest.Waiter();
    i.reader.set(w);
    if (!await(i, w, nanos)) {
      i.reader.compareAndSet(w, null);
      throw new SocketTimeoutException("no data in time");
    }
  }

  /** Parks until the channel may be written, without a limit. */
  void awaitWrite(Interest i) {
    var w = new Interest.Waiter();
    i.writer.set(w);
    await(i, w, 0);
  }

  /** Makes the poller look at a changed interest: a callback set, a channel ended. */
  void touch(Interest i) {
    changed.add(i);
    if (!closed && wakeupSent.compareAndSet(false, true)) {
      selector.wakeup();
    }
  }

  private boolean await(Interest i, Interest.Waiter w, long nanos) {
    // Registered before looked at: end() either finds the waiter or is seen here.
    if (i.over || closed) {
      return true;
    }
    touch(i);
    long end = nanos == 0 ? 0 : System.nanoTime() + nanos;
    while (!w.woken && !i.over && !closed) {
      if (nanos == 0) {
        LockSupport.park(this);
      } else {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        LockSupport.parkNanos(this, left);
      }
      if (Thread.interrupted()) {
        // An interrupt ends the connection, as it does for the JDK's own channels.
        Thread.currentThread().interrupt();
        i.end();
        return true;
      }
    }
    return true;
  }

  private void run() {
    while (!closed) {
      try {
        wakeupSent.set(false);
        for (Interest i = changed.poll(); i != null; i = changed.poll()) {
          apply(i);
        }
        selector.select();
        dispatch();
      } catch (IOException | RuntimeException e) {
        if (!closed) {
          LOG.error("The poller of the unix sockets stumbled, and goes on", e);
          LockSupport.parkNanos(10_000_000);
        }
      }
    }
    shutDown();
  }

  private void apply(Interest i) {
    var key = i.key;
    if (i.over) {
      if (key != null) {
        key.cancel();
        i.key = null;
      }
      return;
    }
    try {
      int wanted = i.wanted();
      if (key == null) {
        i.key = i.channel.register(selector, wanted, i);
      } else {
        key.interestOps(wanted);
      }
    } catch (ClosedChannelException | CancelledKeyException e) {
      LOG.trace("Closed while being registered", e);
      i.end();
    }
  }

  private void dispatch() {
    var keys = selector.selectedKeys();
    for (var it = keys.iterator(); it.hasNext(); ) {
      SelectionKey key = it.next();
      it.remove();
      var i = (Interest) key.attachment();
      if (!key.isValid()) {
        i.end();
        continue;
      }
      int ready = key.readyOps();
      if (ready == 0) {
        // Asked for nothing and still selected: hang-up, error, or a descriptor that is no more.
        hangUp(i, key);
      } else {
        i.wake(ready);
        key.interestOps(i.wanted());
      }
    }
  }

  private static void hangUp(Interest i, SelectionKey key) {
    key.cancel();
    i.key = null;
    i.end();
    var gone = i.gone.getAndSet(null);
    if (gone != null) {
      Thread.ofVirtual().name("client-gone").start(gone);
    }
  }

  /** One more listener or connection needs the poller. */
  void retain() {
    users.incrementAndGet();
  }

  /** One less; with the last, the thread ends and the selector is closed. */
  void release() {
    if (users.decrementAndGet() == 0) {
      closed = true;
      selector.wakeup();
    }
  }

  private void shutDown() {
    try {
      selector.close();
    } catch (IOException e) {
      LOG.warn("Closing the selector of the unix sockets", e);
    }
  }
}
