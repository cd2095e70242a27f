package org.jdock.linux.process;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.OptionalInt;
import org.jdock.linux.Fd;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;
import org.jdock.linux.poll.Poller;
import org.jspecify.annotations.Nullable;

/**
 * A program that was started. Its exit status must be taken by one of the waits (else it stays a
 * zombie until this process ends); closing only lets go of the descriptors. Thread-safe, but one
 * thread waits.
 */
public final class Child implements AutoCloseable {
  private final long pid;
  private final PidFd pidFd;
  private final @Nullable Fd pipe;
  private final @Nullable Fd output;
  private final @Nullable Fd error;
  private int status = -1;

  Child(long pid, PidFd pidFd, @Nullable Fd pipe, @Nullable Fd output, @Nullable Fd error) {
    this.pid = pid;
    this.pidFd = pidFd;
    this.pipe = pipe;
    this.output = output;
    this.error = error;
  }

  /** Its number. */
  public long pid() {
    return pid;
  }

  /** Its descriptor, closed with this. */
  public PidFd pidFd() {
    return pidFd;
  }

  /**
   * The end of {@link Spawn#pipe} to read from, closed with this. A plain read blocks: platform
   * threads only; on a virtual thread {@link Poller#await} first.
   *
   * @throws IllegalStateException if none was asked for
   */
  public Fd pipe() {
    if (pipe == null) {
      throw new IllegalStateException("the program was started without a pipe");
    }
    return pipe;
  }

  /**
   * Its exit status if it has ended: 0 to 255, or 128 and the number of the signal. Does not block.
   */
  public synchronized OptionalInt exitStatus() throws IOException {
    if (status < 0) {
      status = pidFd.reap();
    }
    return status < 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Waits for the end; empty if the time was up. Blocks: platform threads only. */
  public OptionalInt waitFor(Duration limit) throws IOException {
    var now = exitStatus();
    return now.isPresent() || !pidFd.awaitExit(limit) ? now : exitStatus();
  }

  /** As the other, parking: meant for virtual threads. */
  public OptionalInt waitFor(Poller poller, Duration limit)
      throws IOException, InterruptedException {
    var now = exitStatus();
    return now.isPresent() || !pidFd.awaitExit(poller, limit) ? now : exitStatus();
  }

  /** Sends a signal; false if it has ended. */
  public boolean signal(int signal) throws IOException {
    return pidFd.signal(signal);
  }

  /**
   * What it has written to standard output so far, from the start.
   *
   * @param limit how many bytes at most
   * @throws IllegalStateException if it was not to be captured
   */
  public byte[] output(int limit) throws IOException {
    return read(output, "output", limit);
  }

  /** What it has written to standard error so far. */
  public byte[] error(int limit) throws IOException {
    return read(error, "error", limit);
  }

  private static byte[] read(@Nullable Fd fd, String name, int limit) throws IOException {
    if (fd == null) {
      throw new IllegalStateException("the program's " + name + " was not captured");
    }
    try (Call c = new Call()) {
      // The offset is shared with the child: neither moved nor trusted here.
      long size = Math.min(limit, size(fd, c));
      MemorySegment m = c.memory(Math.max(1, size));
      long at = 0;
      while (at < size) {
        long n = c.run("read", fd, Nr.PREAD64, fd.number(), m.address() + at, size - at, at);
        if (n == 0) {
          break;
        }
        at += n;
      }
      return m.asSlice(0, at).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private static long size(Fd fd, Call c) throws IOException {
    var statx = c.memory(256);
    c.run("statx", fd, Nr.STATX, fd.number(), c.string(""), 0x1000, 0x200, statx.address());
    return statx.get(ValueLayout.JAVA_LONG, 40);
  }

  /** Lets go of the descriptors; the program runs on. */
  @Override
  public void close() {
    pidFd.close();
    for (@Nullable Fd fd : java.util.Arrays.asList(pipe, output, error)) {
      if (fd != null) {
        fd.close();
      }
    }
  }
}
