package org.jdock.linux.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A rtnetlink request being written: header, fixed part, attributes (rtnetlink(7)). */
final class Message {
  static final int REQUEST = 1;
  static final int ACK = 4;
  static final int DUMP = 0x300;
  static final int EXCL = 0x200;
  static final int CREATE = 0x400;
  private static final int NESTED = 0x8000;

  private final ByteBuffer data = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());

  /** With NLM_F_REQUEST and these flags. */
  Message(int type, int flags) {
    data.putInt(0).putShort((short) type).putShort((short) (flags | REQUEST)).putInt(0).putInt(0);
  }

  /** struct ifinfomsg. */
  Message link(int family, int index, int flags, int change) {
    data.put((byte) family).put((byte) 0).putShort((short) 0);
    data.putInt(index).putInt(flags).putInt(change);
    return this;
  }

  /** struct ifaddrmsg. */
  Message address(int family, int prefix, int flags, int scope, int index) {
    bytes(family, prefix, flags, scope);
    data.putInt(index);
    return this;
  }

  /** struct rtmsg, without source, tos and flags. */
  Message route(int family, int prefix, int table, int protocol, int scope, int type) {
    bytes(family, prefix, 0, 0);
    bytes(table, protocol, scope, type);
    data.putInt(0);
    return this;
  }

  private void bytes(int a, int b, int c, int d) {
    data.put((byte) a).put((byte) b).put((byte) c).put((byte) d);
  }

  Message attribute(int type, byte[] value) {
    data.putShort((short) (4 + value.length)).putShort((short) type).put(value);
    pad();
    return this;
  }

  Message text(int type, String value) {
    return attribute(type, (value + "\0").getBytes(StandardCharsets.UTF_8));
  }

  Message number(int type, int value) {
    data.putShort((short) 8).putShort((short) type).putInt(value);
    return this;
  }

  Message flag(int type, boolean value) {
    return attribute(type, new byte[] {(byte) (value ? 1 : 0)});
  }

  /** Attributes within an attribute. */
  Message nest(int type, Runnable inner) {
    int at = data.position();
    data.putShort((short) 0).putShort((short) (type | NESTED));
    inner.run();
    data.putShort(at, (short) (data.position() - at));
    return this;
  }

  private void pad() {
    while (data.position() % 4 != 0) {
      data.put((byte) 0);
    }
  }

  /** The whole, from its first byte. */
  ByteBuffer finish(int sequence) {
    data.putInt(0, data.position()).putInt(8, sequence);
    return data.duplicate().flip();
  }
}
