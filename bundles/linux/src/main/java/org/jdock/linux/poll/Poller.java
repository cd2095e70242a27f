package org.jdock.linux.poll;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jdock.linux.Fd;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/**
 * One platform thread that waits for any number of descriptors (epoll(7)): sockets, fifos, pipes,
 * pidfds. Thread-safe; no method blocks for long except where it says so.
 *
 * <p>Each registration is for one event: after its callback it is silent until armed again.
 * Callbacks run on the poller's thread one after the other and must be quick: unpark, complete,
 * hand over.
 */
public final class Poller implements AutoCloseable {
  /** There is something to read, or the end of it. */
  public static final int READ = 1;

  /** There is room to write. */
  public static final int WRITE = 4;

  /** An error; always told, asked for or not. */
  public static final int ERROR = 8;

  /** The other side is gone; always told. A pidfd or a socket may have more to read. */
  public static final int HANG_UP = 16;

  private static final int ONESHOT = 1 << 30;
  private static final int CTL_ADD = 1;
  private static final int CTL_DEL = 2;
  private static final int CTL_MOD = 3;
  private static final int BATCH = 128;
  private static final long WAKE = 0;

  private final Fd epoll;
  private final Fd wake;
  private final Map<Long, Registration> registrations = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong(WAKE);
  private final Thread thread;
  private volatile boolean closed;

  private Poller(Fd epoll, Fd wake, String name) {
    this.epoll = epoll;
    this.wake = wake;
    this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::loop);
  }

  /** Starts the thread, a daemon of this name. Must not be called in a changed namespace. */
  public static Poller open(String name) throws IOException {
    try (Call c = new Call()) {
      Fd epoll = Fd.owning((int) c.run("epoll_create", name, Nr.EPOLL_CREATE1, 0x80000), "epoll");
      Fd wake = Fd.owning((int) c.run("eventfd", name, Nr.EVENTFD2, 0, 0x80800), "eventfd");
      var poller = new Poller(epoll, wake, name);
      poller.control(CTL_ADD, wake, READ, WAKE);
      poller.thread.start();
      return poller;
    }
  }

  /** A descriptor that is waited for. Close it before the descriptor. */
  public final class Registration implements AutoCloseable {
    private final long id;
    private final Fd fd;
    private final IntConsumer callback;

    private Registration(long id, Fd fd, IntConsumer callback) {
      this.id = id;
      this.fd = fd;
      this.callback = callback;
    }

    /**
     * Waits for the next event, of {@link #READ} and {@link #WRITE}; told at once if it is there.
     */
    public void arm(int events) throws IOException {
      control(CTL_MOD, fd, events | ONESHOT, id);
    }

    /** Waits no longer. A callback may be under way on the poller's thread; none starts after. */
    @Override
    public void close() {
      if (registrations.remove(id) != null && !closed) {
        try (Call c = new Call()) { // the kernel has forgotten it if the descriptor is gone
          c.raw(Nr.EPOLL_CTL, epoll.number(), CTL_DEL, fd.number(), c.memory(16).address());
        }
      }
    }
  }

  /**
   * Waits for a descriptor's next event.
   *
   * @param events {@link #READ}, {@link #WRITE} or both; 0 to be armed later
   * @param callback is given what happened, of the constants here; what it throws goes to the
   *     thread's uncaught exception handler
   * @throws IOException EEXIST if it is registered already, EPERM for what can't be waited for
   *     (files)
   */
  public Registration register(Fd fd, int events, IntConsumer callback) throws IOException {
    if (closed) {
      throw new IllegalStateException("the poller is closed");
    }
    var r = new Registration(ids.incrementAndGet(), fd, callback);
    registrations.put(r.id, r); // before the kernel can tell of it
    try {
      control(CTL_ADD, fd, events | ONESHOT, r.id);
    } catch (IOException | RuntimeException e) {
      registrations.remove(r.id);
      throw e;
    }
    return r;
  }

  /**
   * Waits until a descriptor, which is not registered, is ready. Parks: meant for virtual threads.
   *
   * @return false if the time was up
   * @throws InterruptedException if the thread was interrupted
   */
  public boolean await(Fd fd, int events, Duration limit) throws IOException, InterruptedException {
    var ready = new CountDownLatch(1);
    try (var waiting = register(fd, 0, happened -> ready.countDown())) {
      waiting.arm(events);
      return ready.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void control(int operation, Fd fd, int events, long id) throws IOException {
    try (Call c = new Call()) {
      var event = c.memory(16);
      event.set(ValueLayout.JAVA_INT, 0, events);
      event.set(ValueLayout.JAVA_LONG_UNALIGNED, EventLayout.DATA, id);
      c.run("epoll_ctl", fd, Nr.EPOLL_CTL, epoll.number(), operation, fd.number(), event.address());
    }
  }

  private void loop() {
    try (Call c = new Call()) {
      var events = c.memory(BATCH * EventLayout.SIZE);
      while (!closed) {
        long n = c.raw(Nr.EPOLL_PWAIT, epoll.number(), events.address(), BATCH, -1, 0, 8);
        for (long i = 0; i < n && !closed; i++) {
          long at = i * EventLayout.SIZE;
          int happened = events.get(ValueLayout.JAVA_INT_UNALIGNED, at);
          long id = events.get(ValueLayout.JAVA_LONG_UNALIGNED, at + EventLayout.DATA);
          var r = registrations.get(id);
          if (r != null) {
            tell(r, happened & (READ | WRITE | ERROR | HANG_UP));
          }
        }
      }
    } finally {
      epoll.close();
      wake.close();
    }
  }

  /** One bad callback must not silence the others. */
  private void tell(Registration r, int happened) {
    try {
      r.callback.accept(happened);
    } catch (Throwable e) {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /**
   * Ends the thread and waits for it; registrations fall silent. Called from a callback: no wait.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (Call c = new Call()) {
      var one = c.memory(8);
      one.set(ValueLayout.JAVA_LONG, 0, 1);
      c.raw(Nr.WRITE, wake.number(), one.address(), 8);
    }
    if (Thread.currentThread() != thread) {
      boolean interrupted = Thread.interrupted();
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
