package org.jdock.http.internal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** The request line and headers, with what the protocol itself reads from them (RFC 9112). */
public final class RequestHead {
  private final ClassicHttpRequest message;
  private final String target;
  private final boolean chunked;
  private final long length;

  /**
   * Checks the framing.
   *
   * @throws HttpProblem 400 or 501 if it cannot be told where the body ends
   */
  RequestHead(ClassicHttpRequest message) {
    this.message = message;
    this.target = message.getRequestUri();
    var encodings = tokens("Transfer-Encoding");
    var lengths = message.getHeaders("Content-Length");
    chunked = !encodings.isEmpty();
    if (chunked && lengths.length > 0) {
      throw HttpProblem.badRequest("Content-Length beside Transfer-Encoding");
    }
    if (chunked && !encodings.equals(List.of("chunked"))) {
      throw new HttpProblem(501, "unsupported transfer encoding: " + String.join(", ", encodings));
    }
    length = chunked ? -1 : length(lengths);
    if (http11() && message.getHeaders("Host").length == 0) {
      throw HttpProblem.badRequest("missing required Host header");
    }
  }

  private static long length(Header[] headers) {
    long length = 0;
    for (int i = 0; i < headers.length; i++) {
      var text = headers[i].getValue().strip();
      if (!text.matches("[0-9]{1,18}")) {
        throw HttpProblem.badRequest("bad Content-Length: " + text);
      }
      long value = Long.parseLong(text);
      if (i > 0 && value != length) {
        throw HttpProblem.badRequest("contradicting Content-Length headers");
      }
      length = value;
    }
    return length;
  }

  public String method() {
    return message.getMethod();
  }

  /** The request target as sent: path and query, still percent-encoded. */
  public String target() {
    return target;
  }

  /** The first header of that name (in any case), or null. */
  public @Nullable String header(String name) {
    var h = message.getFirstHeader(name);
    return h == null ? null : h.getValue();
  }

  boolean chunked() {
    return chunked;
  }

  /** The body's length in bytes, 0 without one; -1 when chunked. */
  public long length() {
    return length;
  }

  boolean http11() {
    var v = message.getVersion();
    return v == null || v.greaterEquals(HttpVersion.HTTP_1_1);
  }

  boolean keepAlive() {
    var connection = tokens("Connection");
    return http11() ? !connection.contains("close") : connection.contains("keep-alive");
  }

  /** The protocol that the client asks to upgrade to ({@code tcp}, {@code h2c}), or null. */
  public @Nullable String upgrade() {
    var upgrade = header("Upgrade");
    return upgrade != null && tokens("Connection").contains("upgrade") ? upgrade : null;
  }

  /** Whether the client waits for {@code 100 Continue} before it sends the body. */
  boolean expectsContinue() {
    var expect = header("Expect");
    if (expect == null || !http11()) {
      return false;
    }
    if (!expect.equalsIgnoreCase("100-continue")) {
      throw new HttpProblem(417, "unknown expectation: " + expect);
    }
    return true;
  }

  private List<String> tokens(String name) {
    var headers = message.getHeaders(name);
    var tokens = new ArrayList<String>(2);
    for (Header h : headers) {
      for (String t : h.getValue().split(",")) {
        if (!t.isBlank()) {
          tokens.add(t.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    return tokens;
  }
}
