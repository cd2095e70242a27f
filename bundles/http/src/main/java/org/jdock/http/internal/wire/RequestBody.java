package org.jdock.http.internal.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * A request's body, streamed. Its first read sends the {@code 100 Continue} that the client waits
 * for, if it does; closing it leaves the connection alone.
 */
final class RequestBody extends FilterInputStream {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private boolean awaited;
  private boolean ended;

  RequestBody(InputStream framed, boolean empty, boolean awaited, OutputStream out) {
    super(framed);
    this.out = out;
    this.awaited = awaited && !empty;
    this.ended = empty;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    if (ended) {
      return -1;
    }
    if (awaited) {
      awaited = false;
      out.write(CONTINUE);
    }
    int n;
    try {
      n = super.read(b, off, len);
    } catch (TruncatedChunkException e) {
      throw new ClientGone("the request body ended early", e);
    } catch (MalformedChunkCodingException e) {
      throw HttpProblem.badRequest("malformed chunked body: " + e.getMessage());
    } catch (IOException e) {
      throw new ClientGone("reading the request body", e);
    }
    ended = n < 0;
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    return n <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(n, 8192)]));
  }

  @Override
  public void close() {
    // Nothing: what is unread is drained, or the connection is given up, after the answer.
  }

  /** Whether it is worth trying to read the rest away: not if the client waits for a go-ahead. */
  boolean drainable() {
    return ended || !awaited;
  }

  /**
   * Reads away what nobody wanted.
   *
   * @return false if that would be more than {@code limit} bytes, or the client was never told to
   *     send them: then the connection cannot carry another request
   */
  boolean drain(int limit) throws IOException {
    if (ended) {
      return true;
    }
    if (awaited) {
      return false;
    }
    var waste = new byte[8192];
    for (int total = 0; total <= limit; ) {
      int n = read(waste);
      if (n < 0) {
        return true;
      }
      total += n;
    }
    return false;
  }
}
