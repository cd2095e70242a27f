package org.jdock.linux;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdock.linux.internal.Buffers;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/**
 * A file descriptor that its holder must close.
 *
 * <p>All are close-on-exec. Reads and writes may be done by several threads; closing while another
 * thread uses it is the caller's mistake (the number may be another file's by then). Whether a read
 * or write blocks depends on {@code O_NONBLOCK}: a blocking one only on a platform thread.
 */
public final class Fd implements AutoCloseable {
  private static final int AT_FDCWD = -100;
  private static final int F_SETFL = 4;
  private static final int F_GETFL = 3;

  private final AtomicInteger number;
  private final String name;

  private Fd(int number, String name) {
    this.number = new AtomicInteger(number);
    this.name = name;
  }

  /** Takes ownership of a descriptor; {@code name} is for messages. */
  public static Fd owning(int number, String name) {
    return new Fd(number, name);
  }

  /** As {@link #open(Path, int, int)} for what is not created. */
  public static Fd open(Path path, int flags) throws SyscallException {
    return open(path, flags, 0);
  }

  /**
   * open(2). Blocks as the file does (a fifo without {@link OpenFlags#NONBLOCK}).
   *
   * @param flags of {@link OpenFlags}; CLOEXEC is added
   * @param mode permission bits of a file that is created, before umask
   */
  public static Fd open(Path path, int flags, int mode) throws SyscallException {
    try (Call c = new Call()) {
      long fd =
          c.run("open", path, Nr.OPENAT, AT_FDCWD, c.path(path), flags | OpenFlags.CLOEXEC, mode);
      return new Fd((int) fd, path.toString());
    }
  }

  /**
   * The number.
   *
   * @throws IllegalStateException if it is closed
   */
  public int number() {
    int n = number.get();
    if (n < 0) {
      throw new IllegalStateException(name + " is closed");
    }
    return n;
  }

  /**
   * A path to what is open, whatever its name: /proc/self/fd/N. Valid in this process until close.
   */
  public Path path() {
    return Path.of("/proc/self/fd/" + number());
  }

  /**
   * read(2).
   *
   * @param buffer with room for at least one byte
   * @return how many bytes, -1 at the end, 0 if it does not block and there is nothing now
   */
  public int read(ByteBuffer buffer) throws SyscallException {
    if (!buffer.hasRemaining()) {
      throw new IllegalArgumentException("no room in the buffer");
    }
    try (Call c = new Call()) {
      int fd = number();
      long n = Buffers.in(c, buffer, m -> c.retry(Nr.READ, fd, m.address(), m.byteSize()));
      if (n == -Errno.EAGAIN.number()) {
        return 0;
      }
      Call.check("read", name, n);
      return n == 0 ? -1 : (int) n;
    }
  }

  /**
   * write(2).
   *
   * @return how many bytes; 0 if it does not block and takes nothing now
   */
  public int write(ByteBuffer buffer) throws SyscallException {
    try (Call c = new Call()) {
      int fd = number();
      long n = Buffers.out(c, buffer, m -> c.retry(Nr.WRITE, fd, m.address(), m.byteSize()));
      return n == -Errno.EAGAIN.number() ? 0 : (int) Call.check("write", name, n);
    }
  }

  /** Whether reads and writes return at once. */
  public void nonBlocking(boolean on) throws SyscallException {
    try (Call c = new Call()) {
      long now = c.run("fcntl", name, Nr.FCNTL, number(), F_GETFL);
      long then = on ? now | OpenFlags.NONBLOCK : now & ~OpenFlags.NONBLOCK;
      c.run("fcntl", name, Nr.FCNTL, number(), F_SETFL, then);
    }
  }

  /** fsync(2): blocks until the disk has it. Platform threads only. */
  public void sync() throws SyscallException {
    try (Call c = new Call()) {
      c.run("fsync", name, Nr.FSYNC, number());
    }
  }

  /** As {@link #awaitReadable} for writing. */
  public boolean awaitWritable(Duration limit) throws SyscallException {
    return await(4, limit);
  }

  /**
   * Blocks until there is something to read or the other side has hung up. Platform threads only;
   * on a virtual thread use a {@code Poller}.
   *
   * @return false if the time was up
   */
  public boolean awaitReadable(Duration limit) throws SyscallException {
    return await(1, limit);
  }

  private boolean await(int events, Duration limit) throws SyscallException {
    long deadline = System.nanoTime() + limit.toNanos();
    try (Call c = new Call()) {
      var poll = c.memory(8);
      var time = c.memory(16);
      long n;
      do { // a signal that comes between must not prolong the wait
        long left = Math.max(0, deadline - System.nanoTime());
        poll.set(ValueLayout.JAVA_INT, 0, number());
        poll.set(ValueLayout.JAVA_SHORT, 4, (short) events);
        time.set(ValueLayout.JAVA_LONG, 0, left / 1_000_000_000L);
        time.set(ValueLayout.JAVA_LONG, 8, left % 1_000_000_000L);
        n = c.raw(Nr.PPOLL, poll.address(), 1, time.address(), 0, 8);
      } while (n == -Errno.EINTR.number());
      return Call.check("poll", name, n) > 0;
    }
  }

  /** Closes; again does nothing. An error is not told: the descriptor is gone in any case. */
  @Override
  public void close() {
    int n = number.getAndSet(-1);
    if (n >= 0) {
      try (Call c = new Call()) {
        c.raw(Nr.CLOSE, n); // never twice: after EINTR the number is free on Linux
      }
    }
  }

  @Override
  public String toString() {
    return name + " (fd " + number.get() + ")";
  }
}
