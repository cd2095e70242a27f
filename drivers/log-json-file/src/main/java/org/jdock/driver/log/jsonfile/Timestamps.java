package org.jdock.driver.log.jsonfile;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * RFC 3339 times with up to nine digits after the point and none of them a trailing zero, as Go's
 * {@code RFC3339Nano} writes them. Not thread-safe: remembers the last second it wrote.
 */
final class Timestamps {
  /** The longest that {@link #write} writes. */
  static final int MAX_LENGTH = 30;

  private static final long GIGA = 1_000_000_000L;

  private long second = Long.MIN_VALUE;
  private byte[] text = new byte[0];

  /** Writes a time at an offset and answers the offset behind it. */
  int write(long nanos, byte[] to, int at) {
    long seconds = Math.floorDiv(nanos, GIGA);
    int fraction = (int) Math.floorMod(nanos, GIGA);
    if (seconds != second) {
      text = format(seconds);
      second = seconds;
    }
    System.arraycopy(text, 0, to, at, text.length);
    int end = at + text.length;
    if (fraction != 0) {
      end = writeFraction(fraction, to, end);
    }
    to[end] = 'Z';
    return end + 1;
  }

  private static int writeFraction(int fraction, byte[] to, int at) {
    to[at] = '.';
    int digits = 9;
    int left = fraction;
    while (left % 10 == 0) {
      left /= 10;
      digits--;
    }
    for (int i = at + digits; i > at; i--) {
      to[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    return at + digits + 1;
  }

  private static byte[] format(long seconds) {
    LocalDateTime t = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return String.format(
            "%04d-%02d-%02dT%02d:%02d:%02d",
            t.getYear(),
            t.getMonthValue(),
            t.getDayOfMonth(),
            t.getHour(),
            t.getMinute(),
            t.getSecond())
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Nanoseconds since the epoch of an RFC 3339 time.
   *
   * @throws DateTimeException when it is none
   */
  static long parse(byte[] from, int start, int end) {
    if (end - start < 20 || end - start > MAX_LENGTH || from[end - 1] != 'Z') {
      return parseAny(new String(from, start, end - start, StandardCharsets.UTF_8));
    }
    long day =
        LocalDate.of(number(from, start, 4), number(from, start + 5, 2), number(from, start + 8, 2))
            .toEpochDay();
    long seconds =
        day * 86_400
            + number(from, start + 11, 2) * 3_600L
            + number(from, start + 14, 2) * 60L
            + number(from, start + 17, 2);
    long fraction = 0;
    int digits = Math.max(0, end - 1 - (start + 20));
    if (digits > 0) {
      fraction = number(from, start + 20, digits);
    }
    for (int i = digits; i < 9; i++) {
      fraction *= 10;
    }
    return seconds * GIGA + fraction;
  }

  private static long parseAny(String text) {
    Instant instant = OffsetDateTime.parse(text).toInstant();
    return instant.getEpochSecond() * GIGA + instant.getNano();
  }

  private static int number(byte[] from, int at, int digits) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = from[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("not a digit in a time");
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
