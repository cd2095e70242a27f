package org.jdock.shell.internal.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One frame of the console protocol.
 *
 * @param type what it is
 * @param payload its content; not copied, so not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // frames are never compared
public record Frame(FrameType type, byte[] payload) {
  /** The longest payload, in bytes. */
  public static final int LONGEST = 1 << 20;

  /** A frame with a number. */
  public static Frame number(FrameType type, int number) {
    return new Frame(type, ByteBuffer.allocate(4).putInt(number).array());
  }

  /** Reads the next frame; null at the stream's end between two frames. */
  public static @Nullable Frame read(DataInputStream in) throws IOException {
    int code = in.read();
    if (code < 0) {
      return null;
    }
    FrameType type = FrameType.of(code);
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new ProtocolException("frame of " + length + " bytes");
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(type, payload);
  }

  /** Writes it with one call. */
  public void write(OutputStream out) throws IOException {
    out.write(
        ByteBuffer.allocate(5 + payload.length)
            .put((byte) type.code())
            .putInt(payload.length)
            .put(payload)
            .array());
  }
}
