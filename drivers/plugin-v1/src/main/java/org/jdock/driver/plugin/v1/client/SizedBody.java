package org.jdock.driver.plugin.v1.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose length was told beforehand. */
final class SizedBody extends InputStream {
  private final InputStream in;
  private long left;

  SizedBody(InputStream in, long length) {
    this.in = in;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int n = in.read(into, at, (int) Math.min(length, left));
    if (n < 0) {
      throw new EOFException("the connection ended " + left + " bytes before the answer did");
    }
    left -= n;
    return n;
  }
}
