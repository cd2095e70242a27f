package org.jdock.driver.plugin.v1.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks, RFC 9112 section 7.1. */
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private long left;
  private boolean first = true;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    if (left == 0 && !ended) {
      next();
    }
    if (ended) {
      return -1;
    }
    int n = in.read(into, at, (int) Math.min(length, left));
    if (n < 0) {
      throw new EOFException("the connection ended within a chunk of the answer");
    }
    left -= n;
    return n;
  }

  private void next() throws IOException {
    if (!first && !Answer.line(in).isEmpty()) {
      throw new IOException("a chunk of the answer is longer than it says");
    }
    first = false;
    String size = Answer.line(in).split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new IOException("a chunk of the answer has no size: " + size);
    }
    left = Long.parseLong(size, 16);
    if (left == 0) {
      ended = true;
      String trailer = Answer.line(in);
      while (!trailer.isEmpty()) { // none is known
        trailer = Answer.line(in);
      }
    }
  }
}
