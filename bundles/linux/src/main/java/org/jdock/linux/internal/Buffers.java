package org.jdock.linux.internal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/** Moves bytes between buffers of either sort and a call's native memory. */
public final class Buffers {
  /** No call moves more than this at once from or to a heap buffer. */
  private static final int CHUNK = 256 * 1024;

  private Buffers() {}

  /** A call that reads into, or writes from, memory: its result, or a negative error number. */
  @FunctionalInterface
  public interface Transfer {
    long move(MemorySegment memory);
  }

  /** Fills the buffer by the call and moves its position; returns the call's result. */
  public static long in(Call call, ByteBuffer buffer, Transfer transfer) {
    if (buffer.isDirect()) {
      return advance(buffer, transfer.move(MemorySegment.ofBuffer(buffer)));
    }
    MemorySegment m = call.memory(Math.min(CHUNK, Math.max(1, buffer.remaining())));
    long n = transfer.move(m.asSlice(0, Math.min(m.byteSize(), buffer.remaining())));
    if (n > 0) {
      int taken = (int) Math.min(n, buffer.remaining());
      buffer.put(m.asSlice(0, taken).asByteBuffer());
    }
    return n;
  }

  /** Gives the buffer's bytes to the call and moves its position; returns the call's result. */
  public static long out(Call call, ByteBuffer buffer, int limit, Transfer transfer) {
    if (buffer.isDirect()) {
      return advance(buffer, transfer.move(MemorySegment.ofBuffer(buffer)));
    }
    int size = Math.min(limit, buffer.remaining());
    MemorySegment m = call.memory(Math.max(1, size)).asSlice(0, size);
    MemorySegment.copy(
        MemorySegment.ofBuffer(buffer),
        ValueLayout.JAVA_BYTE,
        0,
        m,
        ValueLayout.JAVA_BYTE,
        0,
        size);
    return advance(buffer, transfer.move(m));
  }

  /** As the other, in chunks. */
  public static long out(Call call, ByteBuffer buffer, Transfer transfer) {
    return out(call, buffer, CHUNK, transfer);
  }

  private static long advance(ByteBuffer buffer, long n) {
    if (n > 0) {
      buffer.position(buffer.position() + (int) Math.min(n, buffer.remaining()));
    }
    return n;
  }
}
