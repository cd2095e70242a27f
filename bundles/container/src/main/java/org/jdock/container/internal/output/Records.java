package org.jdock.container.internal.output;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Takes a spool's records apart: {@code TIME STREAM TAG TEXT\n}. By hand, since every byte that a
 * container prints comes through here. Not thread-safe.
 */
final class Records {
  private static final Logger LOG = LogManager.getLogger(Records.class);

  /** Up to the seconds, {@code 2006-01-02T15:04:05}. */
  private static final int SECONDS = 19;

  private final byte[] second = new byte[SECONDS];
  private byte[] zone = new byte[0];
  private long epochSecond;

  /** Takes one record. */
  interface Sink {
    /**
     * One record.
     *
     * @param at where in the spool it starts
     * @param timeNanos since the epoch
     * @param stderr false for standard output
     * @param partial whether the line goes on in a later record
     * @param text holds the text, valid during the call
     */
    void record(
        long at,
        long timeNanos,
        boolean stderr,
        boolean partial,
        byte[] text,
        int from,
        int length);
  }

  /**
   * Parses all whole records.
   *
   * @param base where in the spool the buffer starts
   * @return how many bytes they have
   */
  int parse(byte[] b, int length, long base, Sink sink) {
    int start = 0;
    while (start < length) {
      int end = start;
      while (end < length && b[end] != '\n') {
        end++;
      }
      if (end == length) {
        break;
      }
      one(b, start, end, base, sink);
      start = end + 1;
    }
    return start;
  }

  private void one(byte[] b, int start, int end, long base, Sink sink) {
    int space = start + SECONDS;
    while (space < end && b[space] != ' ') {
      space++;
    }
    int tag = space + 8; // " stdout "
    boolean known = tag + 1 < end && b[tag - 1] == ' ' && b[space + 1] == 's' && b[tag + 1] == ' ';
    if (!known || (b[tag] != 'P' && b[tag] != 'F')) {
      LOG.warn("a malformed record of {} bytes in a spool at {}", end - start, base + start);
      return;
    }
    int text = tag + 2;
    try {
      long time = time(b, start, space);
      boolean stderr = b[space + 4] == 'e';
      sink.record(base + start, time, stderr, b[tag] == 'P', b, text, end - text);
    } catch (DateTimeParseException e) {
      LOG.warn("a record without a time in a spool at {}", base + start);
    }
  }

  private long time(byte[] b, int start, int end) {
    int at = start + SECONDS;
    long nanos = 0;
    if (at < end && b[at] == '.') {
      at++;
      int scale = 100_000_000;
      for (; at < end && b[at] >= '0' && b[at] <= '9'; at++) {
        nanos += (long) (b[at] - '0') * scale;
        scale /= 10;
      }
    }
    boolean same =
        Arrays.equals(b, start, start + SECONDS, second, 0, SECONDS)
            && Arrays.equals(b, at, end, zone, 0, zone.length);
    if (!same) {
      String text = ascii(b, start, start + SECONDS) + ascii(b, at, end);
      epochSecond = OffsetDateTime.parse(text).toEpochSecond();
      System.arraycopy(b, start, second, 0, SECONDS);
      zone = Arrays.copyOfRange(b, at, end);
    }
    return epochSecond * 1_000_000_000 + nanos;
  }

  private static String ascii(byte[] b, int from, int to) {
    return new String(b, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
