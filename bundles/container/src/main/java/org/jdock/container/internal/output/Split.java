package org.jdock.container.internal.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes pieces of two streams in their order, with few writes. Not thread-safe. */
final class Split {
  private static final int SIZE = 16 * 1024;

  private final OutputStream out;
  private final OutputStream err;
  private final byte[] buffer = new byte[SIZE];
  private int length;
  private boolean toErr;
  private boolean unflushed;

  Split(OutputStream out, OutputStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Writes a piece.
   *
   * @throws UncheckedIOException when the one who reads has gone
   */
  void write(boolean stderr, byte[] b, int from, int count) {
    try {
      if (stderr != toErr) {
        drain();
        toErr = stderr;
      }
      if (length + count > SIZE) {
        drain();
      }
      if (count > SIZE) {
        stream().write(b, from, count);
        unflushed = true;
      } else {
        System.arraycopy(b, from, buffer, length, count);
        length += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void drain() throws IOException {
    if (length > 0) {
      stream().write(buffer, 0, length);
      length = 0;
      unflushed = true;
    }
  }

  private OutputStream stream() {
    return toErr ? err : out;
  }

  /** Nothing more is at hand. */
  void flush() throws IOException {
    drain();
    if (unflushed) {
      unflushed = false;
      out.flush();
      err.flush();
    }
  }
}
