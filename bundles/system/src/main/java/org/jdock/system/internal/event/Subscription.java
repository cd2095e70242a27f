package org.jdock.system.internal.event;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.event.Event;

/** A listener with its queue and its virtual thread. */
final class Subscription implements AutoCloseable {
  /** Events that may wait; more are lost to this listener. */
  static final int WAITING = 1024;

  private static final Logger LOG = LogManager.getLogger(Subscription.class);

  private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong lost = new AtomicLong();
  private final Consumer<Event> listener;
  private final Consumer<Subscription> ended;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Not running yet.
   *
   * @param ended told once nothing more is wanted
   */
  Subscription(Consumer<Event> listener, Consumer<Subscription> ended) {
    this.listener = listener;
    this.ended = ended;
    thread = Thread.ofVirtual().name("jdock-events").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Never blocks. */
  void offer(Event event) {
    if (!queue.offer(event) && lost.getAndIncrement() == 0) {
      LOG.warn("A listener is too slow for the events and loses some");
    }
  }

  private void run() {
    try {
      while (!closed) {
        listener.accept(queue.take());
      }
    } catch (InterruptedException e) {
      LOG.trace("A subscription to events was closed");
    } catch (RuntimeException e) {
      // a closed client ends its listener this way: it gets no more events
      LOG.debug("A listener to events failed and is dropped", e);
    } finally {
      ended.accept(this);
      if (lost.get() > 0) {
        LOG.warn("A slow listener lost {} events", lost.get());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    ended.accept(this);
    thread.interrupt();
  }
}
