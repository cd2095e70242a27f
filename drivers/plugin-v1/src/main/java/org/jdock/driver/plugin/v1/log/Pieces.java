package org.jdock.driver.plugin.v1.log;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdock.spi.log.LogLine;

/**
 * Makes entries of lines. Plugins are written for Docker, which cuts lines into pieces of 16 KiB,
 * and may refuse a longer one: those that are cut here have an id of their own, by which a reader
 * joins them again. Not thread-safe.
 */
final class Pieces {
  /** Begins the ids of lines that were cut here. */
  static final String CUT = "jdock-";

  private static final int LONGEST = 16 * 1024;

  private record Open(String id, int pieces) {}

  private final Map<LogLine.Stream, Open> open = new EnumMap<>(LogLine.Stream.class);

  void encode(LogLine line, ByteArrayOutputStream out) {
    Open going = open.get(line.stream());
    byte[] bytes = line.bytes();
    if (line.complete() && going == null && bytes.length <= LONGEST) {
      out.writeBytes(entry(line, bytes, false, false, "", 0));
      return;
    }
    boolean cut = line.complete() && going == null;
    Open now = going == null ? new Open((cut ? CUT : "") + UUID.randomUUID(), 0) : going;
    int at = 0;
    do {
      int end = Math.min(bytes.length, at + LONGEST);
      boolean last = line.complete() && end == bytes.length;
      now = new Open(now.id(), now.pieces() + 1);
      out.writeBytes(
          entry(line, Arrays.copyOfRange(bytes, at, end), true, last, now.id(), now.pieces()));
      at = end;
    } while (at < bytes.length);
    if (line.complete()) {
      open.remove(line.stream());
    } else {
      open.put(line.stream(), now);
    }
  }

  private static byte[] entry(
      LogLine line, byte[] bytes, boolean partial, boolean last, String id, int ordinal) {
    String source = line.stream().name().toLowerCase(Locale.ROOT);
    return new Entry(source, line.timeNanos(), bytes, partial, last, id, ordinal).encode();
  }
}
