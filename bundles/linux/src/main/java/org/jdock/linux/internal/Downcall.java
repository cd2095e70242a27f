package org.jdock.linux.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The one native call that all of this module is made of: a C function's address and seven words.
 *
 * <p>Each method handle costs 8-12 ms when it is first made, so there is only one, made at the
 * first call. That is sound on x86-64 and aarch64: integers and pointers travel in the same
 * registers, a callee looks only at the low half of an int and not at all at words it did not ask
 * for, and the caller frees the stack.
 */
final class Downcall {
  static final StructLayout STATE = Linker.Option.captureStateLayout();
  static final long ERRNO = STATE.byteOffset(PathElement.groupElement("errno"));
  static final MethodHandle CALL = link();
  static final MemorySegment SYSCALL = symbol("syscall");

  private Downcall() {}

  @SuppressWarnings("restricted")
  private static MethodHandle link() {
    var word = ValueLayout.JAVA_LONG;
    return Linker.nativeLinker()
        .downcallHandle(
            FunctionDescriptor.of(word, word, word, word, word, word, word, word),
            Linker.Option.captureCallState("errno"));
  }

  /**
   * The address of a function of the C library.
   *
   * @throws UnsupportedOperationException if this C library lacks it
   */
  static MemorySegment symbol(String name) {
    return Linker.nativeLinker()
        .defaultLookup()
        .find(name)
        .orElseThrow(
            () -> new UnsupportedOperationException("this C library has no function " + name));
  }

  /** Calls; the result is the function's own, errno is in {@code state}. */
  static long call(
      MemorySegment function,
      MemorySegment state,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f,
      long g) {
    try {
      return (long) CALL.invokeExact(function, state, a, b, c, d, e, f, g);
    } catch (RuntimeException | Error x) {
      throw x;
    } catch (Throwable x) {
      throw new LinkageError("native call", x);
    }
  }

  /** Memory for errno, owned by the arena. */
  static MemorySegment state(Arena arena) {
    return arena.allocate(STATE);
  }
}
