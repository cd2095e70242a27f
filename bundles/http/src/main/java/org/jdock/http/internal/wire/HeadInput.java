package org.jdock.http.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jdock.http.internal.listen.Duplex;

/**
 * The connection's input while one head is read from it: bounded as a whole, in bytes and in time,
 * however small the pieces are in which it comes.
 */
final class HeadInput extends InputStream {
  private final Duplex duplex;
  private final long end;
  private long left;

  HeadInput(Duplex duplex, Limits limits) {
    this.duplex = duplex;
    this.left = limits.maxHead();
    this.end = System.nanoTime() + limits.headTime().toNanos();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    if (len == 0) {
      return 0;
    }
    if (left <= 0) {
      throw new HttpProblem(431, "request header too large");
    }
    // At least a millisecond: zero would mean no limit.
    long millis = Math.max(1, (end - System.nanoTime()) / 1_000_000);
    duplex.readTimeout(Duration.ofMillis(millis));
    try {
      int n = duplex.in().read(b, off, len);
      left -= Math.max(0, n);
      if (n > 0 && System.nanoTime() > end) {
        throw late();
      }
      return n;
    } catch (SocketTimeoutException e) {
      throw late();
    }
  }

  private static HttpProblem late() {
    return new HttpProblem(408, "the request's header did not arrive in time");
  }
}
