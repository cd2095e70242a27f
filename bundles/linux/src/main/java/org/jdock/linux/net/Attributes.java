package org.jdock.linux.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of a rtnetlink reply, by type; the last of a type counts. */
final class Attributes {
  private static final int TYPE = 0x3fff;

  private final Map<Integer, byte[]> values = new HashMap<>();

  /** Reads to the end of the buffer. */
  Attributes(ByteBuffer from) {
    while (from.remaining() >= 4) {
      int start = from.position();
      int length = Short.toUnsignedInt(from.getShort());
      int type = Short.toUnsignedInt(from.getShort()) & TYPE;
      if (length < 4 || length > from.limit() - start) {
        throw new IllegalStateException("netlink attribute of length " + length);
      }
      byte[] value = new byte[length - 4];
      from.get(value);
      values.put(type, value);
      from.position(Math.min(from.limit(), start + (length + 3) / 4 * 4));
    }
  }

  static Attributes of(byte[] nested) {
    return new Attributes(ByteBuffer.wrap(nested).order(ByteOrder.nativeOrder()));
  }

  byte @Nullable [] bytes(int type) {
    return values.get(type);
  }

  @Nullable String text(int type) {
    byte[] v = values.get(type);
    if (v == null) {
      return null;
    }
    int end = v.length > 0 && v[v.length - 1] == 0 ? v.length - 1 : v.length;
    return new String(v, 0, end, StandardCharsets.UTF_8);
  }

  int number(int type, int otherwise) {
    byte[] v = values.get(type);
    return v == null || v.length < 4
        ? otherwise
        : ByteBuffer.wrap(v).order(ByteOrder.nativeOrder()).getInt();
  }

  int octet(int type, int otherwise) {
    byte[] v = values.get(type);
    return v == null || v.length < 1 ? otherwise : Byte.toUnsignedInt(v[0]);
  }

  /** The attributes within one, none if it is absent. */
  Attributes nested(int type) {
    byte[] v = values.get(type);
    return of(v == null ? new byte[0] : v);
  }
}
