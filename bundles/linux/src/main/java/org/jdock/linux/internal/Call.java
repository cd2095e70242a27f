package org.jdock.linux.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jspecify.annotations.Nullable;

/** System calls and the memory of their arguments, which is freed at close. Of one thread. */
public final class Call implements AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment state = Downcall.state(arena);

  /** Zeroed memory, aligned for any structure. */
  public MemorySegment memory(long bytes) {
    return arena.allocate(bytes, 16);
  }

  /** The address of a copy. */
  public long bytes(byte[] value) {
    return copy(value).address();
  }

  /** A copy in native memory; of one byte if the value is empty, so that it has an address. */
  public MemorySegment copy(byte[] value) {
    MemorySegment m = memory(Math.max(1, value.length));
    MemorySegment.copy(value, 0, m, ValueLayout.JAVA_BYTE, 0, value.length);
    return m;
  }

  /** The address of a copy that ends in a zero byte. */
  public long string(String value) throws SyscallException {
    byte[] text = CStrings.encode(value);
    MemorySegment m = memory(text.length + 1L);
    MemorySegment.copy(text, 0, m, ValueLayout.JAVA_BYTE, 0, text.length);
    return m.address();
  }

  /** As {@link #string}; null becomes a null pointer. */
  public long stringOrNull(@Nullable String value) throws SyscallException {
    return value == null ? 0 : string(value);
  }

  /** The address of a path's bytes that end in a zero byte. */
  public long path(Path value) throws SyscallException {
    return string(value.toString());
  }

  /** Calls the kernel once: its result, or the negative error number. */
  public long raw(int number, long... a) {
    long r =
        Downcall.call(
            Downcall.SYSCALL,
            state,
            number,
            at(a, 0),
            at(a, 1),
            at(a, 2),
            at(a, 3),
            at(a, 4),
            at(a, 5));
    return r == -1 ? -state.get(ValueLayout.JAVA_INT, Downcall.ERRNO) : r;
  }

  /** Calls the kernel, again if a signal came between: its result, or the negative error number. */
  public long retry(int number, long... a) {
    long r;
    do {
      r = raw(number, a);
    } while (r == -Errno.EINTR.number());
    return r;
  }

  /** Calls the kernel, again if a signal came between, and throws what it refuses. */
  public long run(String name, @Nullable Object target, int number, long... a)
      throws SyscallException {
    return check(name, target, retry(number, a));
  }

  /** Throws if a result is a negative error number. */
  public static long check(String name, @Nullable Object target, long result)
      throws SyscallException {
    if (result < 0) {
      throw new SyscallException(name, target == null ? null : target.toString(), (int) -result);
    }
    return result;
  }

  /** Calls a function of the C library that answers with an int. */
  public int libc(String function, long... a) {
    return (int)
        Downcall.call(
            Symbols.of(function),
            state,
            at(a, 0),
            at(a, 1),
            at(a, 2),
            at(a, 3),
            at(a, 4),
            at(a, 5),
            at(a, 6));
  }

  private static long at(long[] a, int i) {
    return i < a.length ? a[i] : 0;
  }

  @Override
  public void close() {
    arena.close();
  }
}
