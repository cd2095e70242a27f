package org.jdock.driver.log.jsonfile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jdock.spi.log.LogLine;

/**
 * Writes lines as JSON objects into one growing buffer. By hand, since every byte that a container
 * prints comes through here. Not thread-safe.
 *
 * <p>The escapes are those of Docker's encoder: {@code < > &}, U+2028 and U+2029 as {@code \\u},
 * each byte that is not UTF-8 as U+FFFD.
 */
final class LineEncoder {
  private static final byte[] LOG = ascii("\"log\":\"");
  private static final byte[] STDOUT = ascii("\"stream\":\"stdout\",");
  private static final byte[] STDERR = ascii("\"stream\":\"stderr\",");
  private static final byte[] TIME = ascii("\"time\":\"");
  private static final byte[] REPLACEMENT = ascii("\\ufffd");
  private static final byte[] HEX = ascii("0123456789abcdef");

  /** What a line needs beside its bytes and attributes. */
  private static final int FRAME = 128;

  /** True for the bytes that stand for themselves. */
  private static final boolean[] PLAIN = new boolean[256];

  static {
    Arrays.fill(PLAIN, 0x20, 0x80, true);
    for (char c : "\\\"<>&".toCharArray()) {
      PLAIN[c] = false;
    }
  }

  private final byte[] attributes;
  private final Timestamps timestamps = new Timestamps();
  private byte[] buffer;
  private int length;

  /**
   * Makes an empty encoder.
   *
   * @param attributes a JSON object that every line carries; empty for none
   */
  LineEncoder(String attributes, int capacity) {
    this.attributes =
        attributes.isEmpty()
            ? new byte[0]
            : ("\"attrs\":" + attributes + ",").getBytes(StandardCharsets.UTF_8);
    this.buffer = new byte[capacity];
  }

  byte[] buffer() {
    return buffer;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** Appends one line and its newline. */
  void append(LogLine line) {
    byte[] bytes = line.bytes();
    reserve(bytes.length + attributes.length + FRAME);
    buffer[length++] = '{';
    if (bytes.length > 0 || line.complete()) {
      put(LOG);
      escape(bytes, attributes.length + FRAME);
      if (line.complete()) {
        buffer[length++] = '\\';
        buffer[length++] = 'n';
      }
      buffer[length++] = '"';
      buffer[length++] = ',';
    }
    put(line.stream() == LogLine.Stream.STDERR ? STDERR : STDOUT);
    put(attributes);
    put(TIME);
    length = timestamps.write(line.timeNanos(), buffer, length);
    buffer[length++] = '"';
    buffer[length++] = '}';
    buffer[length++] = '\n';
  }

  /** A text as a JSON string, with its quotes. */
  static String quote(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LineEncoder encoder = new LineEncoder("", bytes.length + FRAME);
    encoder.buffer[encoder.length++] = '"';
    encoder.escape(bytes, FRAME);
    encoder.buffer[encoder.length++] = '"';
    return new String(encoder.buffer, 0, encoder.length, StandardCharsets.UTF_8);
  }

  /** Appends bytes with escapes; keeps room for {@code after} more. */
  private void escape(byte[] bytes, int after) {
    int n = bytes.length;
    int i = 0;
    while (i < n) {
      int start = i;
      while (i < n && PLAIN[bytes[i] & 0xff]) {
        i++;
      }
      System.arraycopy(bytes, start, buffer, length, i - start);
      length += i - start;
      if (i == n) {
        return;
      }
      reserve(n - i + 12 + after);
      if (bytes[i] >= 0) {
        escapeAscii(bytes[i++]);
      } else {
        i += copyMultibyte(bytes, i);
      }
    }
  }

  private void escapeAscii(byte b) {
    switch (b) {
      case '"', '\\' -> {
        buffer[length++] = '\\';
        buffer[length++] = b;
      }
      case '\n' -> {
        buffer[length++] = '\\';
        buffer[length++] = 'n';
      }
      case '\r' -> {
        buffer[length++] = '\\';
        buffer[length++] = 'r';
      }
      default -> {
        buffer[length++] = '\\';
        buffer[length++] = 'u';
        buffer[length++] = '0';
        buffer[length++] = '0';
        buffer[length++] = HEX[b >> 4];
        buffer[length++] = HEX[b & 15];
      }
    }
  }

  /** Copies one character, or replaces one byte that starts none; answers how many it took. */
  private int copyMultibyte(byte[] bytes, int at) {
    int width = Utf8.width(bytes, at);
    if (width == 0) {
      put(REPLACEMENT);
      return 1;
    }
    if (width == 3
        && bytes[at] == (byte) 0xe2
        && bytes[at + 1] == (byte) 0x80
        && (bytes[at + 2] & 0xfe) == 0xa8) {
      put(ascii((bytes[at + 2] & 1) == 0 ? "\\u2028" : "\\u2029"));
      return 3;
    }
    for (int i = 0; i < width; i++) {
      buffer[length++] = bytes[at + i];
    }
    return width;
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void reserve(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(length, more), buffer.length * 2));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
