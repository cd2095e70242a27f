package org.jdock.http.internal.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.jspecify.annotations.Nullable;

/** The head of one response, put together. */
final class Headers {
  private final String common;
  private final StringBuilder lines = new StringBuilder(256);

  /**
   * Starts with what every response carries.
   *
   * @param common whole lines, each with its line end
   */
  Headers(String common) {
    this.common = common;
    lines.append(common);
  }

  /** Back to what every response carries. */
  void reset() {
    lines.setLength(0);
    lines.append(common);
  }

  /** Adds a header. Refuses line ends, which would let a value forge another header. */
  void add(String name, String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a line end in header " + name);
    }
    lines.append(name).append(": ").append(value).append("\r\n");
  }

  /** The head's bytes. Values beyond latin-1 must have been encoded by whoever added them. */
  byte[] bytes(int status, @Nullable String reason) {
    var phrase =
        reason != null ? reason : EnglishReasonPhraseCatalog.INSTANCE.getReason(status, null);
    return ("HTTP/1.1 "
            + status
            + " "
            + (phrase == null ? "Unknown" : phrase)
            + "\r\n"
            + lines
            + "Date: "
            + date()
            + "\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private record Stamp(long second, String text) {}

  // Formatting a date costs more than all the rest of a ping: once a second is enough.
  private static volatile Stamp now = new Stamp(0, "");

  private static String date() {
    long second = System.currentTimeMillis() / 1000;
    var stamp = now;
    if (stamp.second() != second) {
      var text =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
      // RFC 9110 wants two digits for the day and GMT; the JDK gives "1 Jan" one digit.
      if (text.charAt(6) == ' ') {
        text = text.substring(0, 5) + "0" + text.substring(5);
      }
      stamp = new Stamp(second, text);
      now = stamp;
    }
    return stamp.text();
  }
}
