package org.jdock.shell.internal.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jdock.shell.internal.wire.Frame;
import org.jdock.shell.internal.wire.FrameType;

/** A stream whose bytes go out as frames, each write a frame or more. Closing does nothing. */
final class FrameOutput extends OutputStream {
  private static final int PIECE = 1 << 16;

  private final Outbox outbox;
  private final FrameType type;

  FrameOutput(Outbox outbox, FrameType type) {
    this.outbox = outbox;
    this.type = type;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int at = 0; at < length; at += PIECE) {
      int from = offset + at;
      int to = from + Math.min(PIECE, length - at);
      outbox.send(new Frame(type, Arrays.copyOfRange(bytes, from, to)));
    }
  }
}
