package org.jdock.http.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParser;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.jdock.http.internal.listen.Duplex;
import org.jspecify.annotations.Nullable;

/** Requests read from a connection by httpcore5's parsers: heads, bodies, and what is buffered. */
final class Wire {
  private static final int BUFFER = 8192;

  private final Duplex duplex;
  private final Limits limits;
  private final Http1Config config;
  private final SessionInputBufferImpl buffer;
  private final DefaultHttpRequestParser parser;

  Wire(Duplex duplex, Limits limits) {
    this.duplex = duplex;
    this.limits = limits;
    this.config =
        Http1Config.custom()
            .setMaxLineLength(limits.maxLine())
            .setMaxHeaderCount(limits.maxHeaders())
            .build();
    this.buffer = new SessionInputBufferImpl(BUFFER, limits.maxLine());
    this.parser = new DefaultHttpRequestParser(config);
  }

  /** Waits, without limit, for the first byte of a request; false at the end of the stream. */
  boolean awaitRequest() throws IOException {
    return buffer.hasBufferedData() || buffer.fillBuffer(duplex.in()) > 0;
  }

  /**
   * Reads a head.
   *
   * @return null if the stream ends first
   * @throws HttpProblem if it is malformed, too large, or too slow in coming
   */
  @Nullable RequestHead head() throws IOException {
    try {
      var message = parser.parse(buffer, new HeadInput(duplex, limits));
      return message == null ? null : new RequestHead(message);
    } catch (ConnectionClosedException e) {
      return null;
    } catch (RequestHeaderFieldsTooLargeException | MessageConstraintException e) {
      throw new HttpProblem(431, "request header too large: " + e.getMessage());
    } catch (HttpException e) {
      throw HttpProblem.badRequest("malformed request: " + e.getMessage());
    } finally {
      duplex.readTimeout(Duration.ZERO);
    }
  }

  /** The body that follows {@code head}, framed by it. */
  InputStream body(RequestHead head) {
    if (head.chunked()) {
      return new ChunkedInputStream(buffer, duplex.in(), config);
    }
    return head.length() == 0
        ? InputStream.nullInputStream()
        : new ContentLengthInputStream(buffer, duplex.in(), head.length());
  }

  /** All that the client sends from here on: first what is buffered, then the socket. */
  InputStream raw() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] b, int off, int len) throws IOException {
        int buffered = buffer.length();
        return buffered > 0 && len > 0
            ? buffer.read(b, off, Math.min(len, buffered), duplex.in())
            : duplex.in().read(b, off, len);
      }
    };
  }
}
