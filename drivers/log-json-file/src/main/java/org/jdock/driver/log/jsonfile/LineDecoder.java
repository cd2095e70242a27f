package org.jdock.driver.log.jsonfile;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdock.spi.log.LogLine;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line's JSON object (RFC 8259) back, with its members in any order and unknown ones
 * skipped, so that files which Docker wrote can be read too. Not thread-safe.
 */
final class LineDecoder {
  private byte[] in = new byte[0];
  private int at;
  private int end;
  private byte[] text = new byte[0];
  private int textLength;

  /** The last attributes and what they were read from: most lines of a file carry the same. */
  private Map<String, String> attributes = Map.of();

  private byte[] attributesText = new byte[0];

  /** Answers the line, or null when the bytes are no such object. */
  @Nullable LogLine decode(byte[] from, int start, int stop) {
    in = from;
    at = start;
    end = stop;
    try {
      return object();
    } catch (Malformed | DateTimeException | IndexOutOfBoundsException e) {
      return null; // what a power cut left of a line
    } finally {
      in = new byte[0];
      if (text.length > 64 * 1024) {
        text = new byte[0];
      }
    }
  }

  private LogLine object() throws Malformed {
    byte[] log = new byte[0];
    LogLine.Stream stream = LogLine.Stream.STDOUT;
    long time = 0;
    boolean timed = false;
    Map<String, String> carried = Map.of();
    expect('{');
    do {
      String name = string();
      expect(':');
      switch (name) {
        case "log" -> {
          readString();
          log = Arrays.copyOf(text, textLength);
        }
        case "stream" -> stream = stream(string());
        case "time" -> {
          readString();
          time = Timestamps.parse(text, 0, textLength);
          timed = true;
        }
        case "attrs" -> carried = attributes();
        default -> skipValue();
      }
    } while (more());
    if (!timed) {
      throw new Malformed();
    }
    boolean complete = log.length > 0 && log[log.length - 1] == '\n';
    byte[] bytes = complete ? Arrays.copyOf(log, log.length - 1) : log;
    return new LogLine(time, stream, complete, bytes, carried);
  }

  private Map<String, String> attributes() throws Malformed {
    int start = at;
    skipValue();
    if (Arrays.equals(in, start, at, attributesText, 0, attributesText.length)) {
      return attributes;
    }
    byte[] read = Arrays.copyOfRange(in, start, at);
    at = start;
    attributes = Map.copyOf(strings());
    attributesText = read;
    return attributes;
  }

  /** An object of strings; Docker writes null for one without members. */
  private Map<String, String> strings() throws Malformed {
    skipSpace();
    Map<String, String> all = new LinkedHashMap<>();
    if (in[at] != '{') {
      skipValue();
      return all;
    }
    expect('{');
    skipSpace();
    if (in[at] == '}') {
      at++;
      return all;
    }
    do {
      String name = string();
      expect(':');
      all.put(name, string());
    } while (more());
    return all;
  }

  private static LogLine.Stream stream(String name) {
    return name.equals("stderr") ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT;
  }

  private boolean more() throws Malformed {
    skipSpace();
    if (at >= end) {
      throw new Malformed();
    }
    byte b = in[at++];
    if (b == ',') {
      return true;
    }
    if (b != '}') {
      throw new Malformed();
    }
    return false;
  }

  private void expect(char c) throws Malformed {
    skipSpace();
    if (at >= end || in[at++] != c) {
      throw new Malformed();
    }
  }

  private void skipSpace() {
    while (at < end && (in[at] == ' ' || in[at] == '\t' || in[at] == '\r')) {
      at++;
    }
  }

  private String string() throws Malformed {
    readString();
    return new String(text, 0, textLength, StandardCharsets.UTF_8);
  }

  private void readString() throws Malformed {
    expect('"');
    if (text.length < end - at) {
      text = new byte[Math.max(256, end - at)];
    }
    int n = 0;
    while (true) {
      int start = at;
      while (at < end && in[at] != '"' && in[at] != '\\') {
        at++;
      }
      if (at >= end) {
        throw new Malformed();
      }
      System.arraycopy(in, start, text, n, at - start);
      n += at - start;
      if (in[at++] == '"') {
        textLength = n;
        return;
      }
      n = escape(n);
    }
  }

  private int escape(int n) throws Malformed {
    byte b = in[at++];
    int c =
        switch (b) {
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'b' -> '\b';
          case 'f' -> '\f';
          case '"', '\\', '/' -> b;
          case 'u' -> hex();
          default -> throw new Malformed();
        };
    if (Character.isHighSurrogate((char) c) && in[at] == '\\' && in[at + 1] == 'u') {
      int back = at;
      at += 2;
      int low = hex();
      if (Character.isLowSurrogate((char) low)) {
        c = Character.toCodePoint((char) c, (char) low);
      } else {
        at = back;
      }
    }
    return Utf8.write(c, text, n);
  }

  private int hex() throws Malformed {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(in[at++], 16);
      if (digit < 0) {
        throw new Malformed();
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private void skipValue() throws Malformed {
    skipSpace();
    if (in[at] == '"') {
      readString();
      return;
    }
    int depth = 0;
    while (at < end) {
      byte b = in[at];
      if (b == '"') {
        readString();
        continue;
      }
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        if (depth == 0) {
          return;
        }
        depth--;
      } else if (b == ',' && depth == 0) {
        return;
      }
      at++;
    }
    throw new Malformed();
  }

  /** The bytes are no such object. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super(null, null, false, false);
    }
  }
}
