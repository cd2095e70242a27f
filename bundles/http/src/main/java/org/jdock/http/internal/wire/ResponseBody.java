package org.jdock.http.internal.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A response's body. What fits into the buffer and is never flushed goes out as one write with its
 * length known; a flush, or more than the buffer holds, makes it a chunked stream (for HTTP/1.0,
 * one that ends with the connection). Each flush is one write, the first carries the head.
 *
 * <p>Closing does not end the response, so that a handler that fails inside a try-with-resources
 * does not pass for one that succeeded: the response ends when the handler returns. Not
 * thread-safe.
 */
final class ResponseBody extends OutputStream {
  /** From here on a response is streamed. */
  static final int CAPACITY = 64 << 10;

  private static final int ROOM = 10; // eight hex digits and a line end
  private static final byte[] LAST = {'0', '\r', '\n', '\r', '\n'};

  /** How the end of the body is told. */
  enum Framing {
    CHUNKED,
    CLOSE,
    /** HEAD, 204, 304: headers only. */
    NONE
  }

  private final OutputStream to;
  private final int status;
  private final Headers headers;
  private final Framing framing;
  private byte[] buffer = new byte[1024];
  private int end = ROOM;
  private boolean committed;
  private boolean finished;

  ResponseBody(OutputStream to, int status, Headers headers, Framing framing) {
    this.to = to;
    this.status = status;
    this.headers = headers;
    this.framing = framing;
  }

  boolean committed() {
    return committed;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    Objects.checkFromIndexSize(off, len, b.length);
    if (finished) {
      throw new IOException("the response has ended");
    }
    int from = off;
    int left = len;
    while (left > 0) {
      int n = Math.min(left, ROOM + CAPACITY - end);
      if (n == 0) {
        flush();
        continue;
      }
      reserve(n);
      System.arraycopy(b, from, buffer, end, n);
      end += n;
      from += n;
      left -= n;
    }
  }

  private void reserve(int n) {
    int need = end + n + 2 + LAST.length;
    if (need > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(need, buffer.length * 2));
    }
  }

  /** Sends what is buffered, and the head at the first time, even if nothing is. */
  @Override
  public void flush() throws IOException {
    if (finished) {
      return;
    }
    byte[] head = null;
    if (!committed) {
      if (framing == Framing.CHUNKED) {
        headers.add("Transfer-Encoding", "chunked");
      }
      head = headers.bytes(status, null);
      committed = true;
    }
    send(head, false);
  }

  /** Ends the response. */
  void finish() throws IOException {
    if (finished) {
      return;
    }
    if (committed) {
      send(null, true);
    } else {
      committed = true;
      if (status != 204 && status != 304) {
        headers.add("Content-Length", Integer.toString(end - ROOM));
      }
      var head = headers.bytes(status, null);
      to.write(framing == Framing.NONE ? head : join(head, ROOM, end));
    }
    finished = true;
  }

  private void send(byte @Nullable [] head, boolean last) throws IOException {
    if (framing == Framing.NONE) {
      end = ROOM;
      if (head != null) {
        to.write(head);
      }
      return;
    }
    int start = ROOM;
    if (framing == Framing.CHUNKED) {
      if (end > ROOM) {
        var size = Integer.toHexString(end - ROOM);
        start = ROOM - size.length() - 2;
        for (int i = 0; i < size.length(); i++) {
          buffer[start + i] = (byte) size.charAt(i);
        }
        buffer[ROOM - 2] = '\r';
        buffer[ROOM - 1] = '\n';
        buffer[end++] = '\r';
        buffer[end++] = '\n';
      }
      if (last) {
        System.arraycopy(LAST, 0, buffer, end, LAST.length);
        end += LAST.length;
      }
    }
    if (head != null) {
      to.write(join(head, start, end));
    } else if (end > start) {
      to.write(buffer, start, end - start);
    }
    end = ROOM;
  }

  private byte[] join(byte[] head, int start, int stop) {
    var all = Arrays.copyOf(head, head.length + stop - start);
    System.arraycopy(buffer, start, all, head.length, stop - start);
    return all;
  }
}
