package org.jdock.driver.plugin.v1.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The answer to one HTTP/1.1 request (RFC 9112), on a connection that ends with it.
 *
 * @param status of three digits
 * @param body as it was before its transfer
 */
record Answer(int status, InputStream body, Connection connection) implements AutoCloseable {
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int MOST_HEADERS = 200;

  /** Posts JSON and reads the head of the answer. */
  static Answer of(Connection connection, String path, byte[] json) throws IOException {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: plugin\r\nUser-Agent: jdock\r\nConnection: close\r\n"
            + "Accept: application/vnd.docker.plugins.v1.1+json\r\n"
            + "Content-Type: application/vnd.docker.plugins.v1.1+json\r\nContent-Length: "
            + json.length
            + "\r\n\r\n";
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    connection.write(ByteBuffer.allocate(first.length + json.length).put(first).put(json).flip());
    int status = status(line(connection));
    Map<String, String> headers = headers(connection);
    while (status / 100 == 1) {
      status = status(line(connection));
      headers = headers(connection);
    }
    return new Answer(status, body(connection, headers), connection);
  }

  private static InputStream body(Connection connection, Map<String, String> headers)
      throws IOException {
    String coding = headers.getOrDefault("transfer-encoding", "identity");
    if (coding.equalsIgnoreCase("chunked")) {
      return new ChunkedBody(connection);
    }
    if (!coding.equalsIgnoreCase("identity")) {
      throw new IOException("the answer's transfer coding " + coding + " is not known");
    }
    String length = headers.get("content-length");
    if (length == null) {
      return connection;
    }
    if (!length.matches("\\d{1,18}")) {
      throw new IOException("the answer's length '" + length + "' is none");
    }
    return new SizedBody(connection, Long.parseLong(length));
  }

  private static int status(String line) throws IOException {
    String[] words = line.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
      throw new IOException("the answer is no HTTP: " + line);
    }
    return Integer.parseInt(words[1]);
  }

  private static Map<String, String> headers(Connection connection) throws IOException {
    var headers = new HashMap<String, String>();
    for (int i = 0; i < MOST_HEADERS; i++) {
      String line = line(connection);
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("the answer has a bad header: " + line);
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    throw new IOException("the answer has more than " + MOST_HEADERS + " headers");
  }

  /** A line without its end. */
  static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended within the answer");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("the answer has a line of more than " + LONGEST_LINE + " bytes");
      }
      line.append((char) c);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  /** From now on reading on may take so long. */
  void limit(Duration limit) {
    connection.limit(limit);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
