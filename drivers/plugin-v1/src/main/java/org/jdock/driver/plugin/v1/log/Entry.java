package org.jdock.driver.plugin.v1.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;

/**
 * Docker's {@code LogEntry}, a message of protocol buffers: source 1, time 2, line 3, partial 4,
 * metadata 5 (last 1, id 2, ordinal 3). Written by hand, since it is these few fields for ever.
 *
 * @param line without a newline; not to be changed
 * @param id of all pieces of one line; empty for a whole line
 * @param ordinal of a piece, from 1 on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies would cost on the log path
record Entry(
    String source,
    long timeNanos,
    byte[] line,
    boolean partial,
    boolean last,
    String id,
    int ordinal) {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** The message with its length before it, in four bytes, big end first. */
  byte[] encode() {
    var out = new ByteArrayOutputStream(line.length + 64);
    out.writeBytes(new byte[4]);
    bytes(out, 1, source.getBytes(StandardCharsets.UTF_8));
    number(out, 2, timeNanos);
    bytes(out, 3, line);
    if (partial) {
      number(out, 4, 1);
    }
    if (!id.isEmpty()) {
      var metadata = new ByteArrayOutputStream();
      if (last) {
        number(metadata, 1, 1);
      }
      bytes(metadata, 2, id.getBytes(StandardCharsets.UTF_8));
      number(metadata, 3, ordinal);
      bytes(out, 5, metadata.toByteArray());
    }
    byte[] message = out.toByteArray();
    ByteBuffer.wrap(message).putInt(message.length - 4);
    return message;
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    varint(out, ((long) field << 3) | VARINT);
    varint(out, value);
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    varint(out, ((long) field << 3) | BYTES);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /**
   * A message without the length before it; fields that are not known are passed over.
   *
   * @throws DriverException FAILED when it is malformed
   */
  static Entry decode(byte[] message) throws DriverException {
    var in = ByteBuffer.wrap(message);
    String source = "";
    long time = 0;
    byte[] line = {};
    boolean partial = false;
    var metadata = ByteBuffer.allocate(0);
    while (in.hasRemaining()) {
      int tag = (int) varint(in);
      switch (tag) {
        case (1 << 3) | BYTES -> source = text(in);
        case (2 << 3) | VARINT -> time = varint(in);
        case (3 << 3) | BYTES -> line = bytes(in);
        case (4 << 3) | VARINT -> partial = varint(in) != 0;
        case (5 << 3) | BYTES -> metadata = ByteBuffer.wrap(bytes(in));
        default -> skip(in, tag);
      }
    }
    boolean last = false;
    String id = "";
    int ordinal = 0;
    while (metadata.hasRemaining()) {
      int tag = (int) varint(metadata);
      switch (tag) {
        case (1 << 3) | VARINT -> last = varint(metadata) != 0;
        case (2 << 3) | BYTES -> id = text(metadata);
        case (3 << 3) | VARINT -> ordinal = (int) varint(metadata);
        default -> skip(metadata, tag);
      }
    }
    return new Entry(source, time, line, partial, last, id, ordinal);
  }

  private static void skip(ByteBuffer in, int tag) throws DriverException {
    switch (tag & 7) {
      case VARINT -> varint(in);
      case BYTES -> bytes(in);
      case FIXED32 -> jump(in, 4);
      case FIXED64 -> jump(in, 8);
      default -> throw malformed();
    }
  }

  private static void jump(ByteBuffer in, int bytes) throws DriverException {
    if (in.remaining() < bytes) {
      throw malformed();
    }
    in.position(in.position() + bytes);
  }

  private static String text(ByteBuffer in) throws DriverException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ByteBuffer in) throws DriverException {
    long length = varint(in);
    if (length < 0 || length > in.remaining()) {
      throw malformed();
    }
    byte[] value = new byte[(int) length];
    in.get(value);
    return value;
  }

  private static long varint(ByteBuffer in) throws DriverException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (!in.hasRemaining()) {
        throw malformed();
      }
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw malformed();
  }

  private static DriverException malformed() {
    return new DriverException(Kind.FAILED, "a log entry is malformed");
  }
}
