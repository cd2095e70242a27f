package org.jdock.shell.internal.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jdock.shell.internal.wire.Frame;
import org.jdock.shell.internal.wire.FrameType;

/**
 * The client's standard input, asked for piece by piece. Read by one thread at a time; {@link
 * #take} is for the connection's reader.
 */
final class FrameInput extends InputStream {
  private static final int PIECE = 1 << 16;

  private final Outbox outbox;
  private final LinkedBlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private byte[] piece = new byte[0];
  private int at;
  private boolean asked;
  private boolean ended;

  FrameInput(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Takes a STDIN or END frame. */
  void take(Frame frame) {
    frames.add(frame);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == piece.length && !next()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, bytes, offset, count);
    at += count;
    return count;
  }

  @Override
  public int available() {
    return piece.length - at;
  }

  private boolean next() throws IOException {
    if (ended) {
      return false;
    }
    // A read that was interrupted has asked already: its answer is still to come.
    if (!asked) {
      outbox.send(Frame.number(FrameType.READ, PIECE));
      asked = true;
    }
    Frame frame;
    try {
      frame = frames.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    asked = false;
    ended = frame.type() == FrameType.END;
    piece = frame.payload();
    at = 0;
    return !ended;
  }
}
