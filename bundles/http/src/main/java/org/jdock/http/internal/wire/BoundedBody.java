package org.jdock.http.internal.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is refused, 413, as soon as it turns out to be longer than it may be. */
final class BoundedBody extends FilterInputStream {
  private final int limit;
  private long left;

  BoundedBody(InputStream body, int limit) {
    super(body);
    this.limit = limit;
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    int n = super.read(b, off, len);
    left -= Math.max(0, n);
    if (left < 0) {
      throw tooLarge(limit);
    }
    return n;
  }

  static HttpProblem tooLarge(int limit) {
    return new HttpProblem(
        413, "request body too large: at most %d bytes of JSON are read".formatted(limit));
  }
}
