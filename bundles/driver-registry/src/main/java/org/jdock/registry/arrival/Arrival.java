package org.jdock.registry.arrival;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The drivers of a start, on their way. The daemon serves before they are there: who needs one has
 * all of them brought at once, and waits; when nobody does they come when {@link #begin} is called.
 * They come on one thread, once. Thread-safe.
 */
public final class Arrival implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(10);

  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Runnable> work = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private @Nullable Thread thread;
  private boolean working = true;
  private boolean closed;
  private volatile boolean there;

  /**
   * Not begun.
   *
   * @param bring installs and starts the distribution's drivers; what it throws is logged
   */
  public Arrival(Runnable bring) {
    work.add(bring);
  }

  private Arrival() {
    working = false;
    there = true;
  }

  /** Not made before it is needed: the log gets ready on another thread meanwhile. */
  private static Logger log() {
    return LogManager.getLogger(Arrival.class);
  }

  /** Of a framework in which they are there already. */
  public static Arrival past() {
    return new Arrival();
  }

  /** Adds to what brings them; done at once, on this thread, when the rest was done. */
  public void follow(Runnable more) {
    synchronized (this) {
      if (working) {
        work.add(more);
        return;
      }
    }
    more.run();
  }

  /** Has this done when they are there, on their thread; at once, on this one, if they are. */
  public void after(Runnable then) {
    synchronized (this) {
      if (!there) {
        afterwards.add(then);
        return;
      }
    }
    then.run();
  }

  /** Has them come, unless they do already. Does not wait. */
  public synchronized void begin() {
    if (!there && thread == null && !closed) {
      thread = Thread.ofPlatform().name("drivers").daemon().start(this::run);
    }
  }

  /**
   * Has them come, and waits. Costs nothing when they are there.
   *
   * @param limit after which it is done without them: who asks is told of what is there
   */
  public void await(Duration limit) {
    if (there || mine()) {
      return;
    }
    begin();
    try {
      if (!over.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        log().warn("The drivers are still on their way after {} s", limit.toSeconds());
        over.countDown(); // the next one need not wait as long again
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean mine() {
    return Thread.currentThread() == thread;
  }

  private void run() {
    try {
      for (var next = take(); next != null; next = take()) {
        attempt(next);
      }
    } finally {
      arrived().forEach(Arrival::attempt);
    }
  }

  /** From now on nobody waits; what is to be done then. */
  private synchronized List<Runnable> arrived() {
    working = false;
    there = true;
    over.countDown();
    return List.copyOf(afterwards);
  }

  private synchronized @Nullable Runnable take() {
    working = !work.isEmpty();
    return working ? work.removeFirst() : null;
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError e) {
      log().error("The arrival of the drivers goes on without one of its steps", e);
    }
  }

  /** They do not come any more. Waits a bounded time for those that are on their way. */
  @Override
  public void close() {
    Thread coming;
    synchronized (this) {
      closed = true;
      coming = thread;
      if (coming == null) {
        over.countDown();
      }
    }
    if (coming != null && coming != Thread.currentThread()) {
      try {
        coming.join(END);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
