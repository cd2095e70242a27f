package org.jdock.container.internal.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jdock.api.container.LogOptions;
import org.jdock.api.container.StreamSession;
import org.jdock.spi.log.LogLine;
import org.jspecify.annotations.Nullable;

/** Writes a log as {@code docker logs} wants it. */
final class LogSession implements StreamSession {
  /** Docker's: nine digits, always. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z '").withZone(ZoneOffset.UTC);

  private static final int LINES = 512;
  private static final byte[] NEWLINE = {'\n'};

  private final LogCursor cursor;
  private final LogOptions options;
  private final boolean terminal;
  private final Bell bell;
  private final BooleanSupplier active;

  LogSession(
      LogCursor cursor, LogOptions options, boolean terminal, Bell bell, BooleanSupplier active) {
    this.cursor = cursor;
    this.options = options;
    this.terminal = terminal;
    this.bell = bell;
    this.active = active;
  }

  @Override
  public boolean terminal() {
    return terminal;
  }

  @Override
  public void run(@Nullable InputStream stdin, OutputStream stdout, OutputStream stderr)
      throws IOException, InterruptedException {
    var split = new Split(stdout, terminal ? stdout : stderr);
    try (cursor) {
      while (true) {
        long seen = bell.rings();
        boolean goesOn = options.follow() && active.getAsBoolean();
        List<LogLine> lines = cursor.next(LINES);
        for (LogLine line : lines) {
          write(line, split);
        }
        if (lines.isEmpty()) {
          split.flush();
          if (!goesOn || !waitFor(seen)) {
            return;
          }
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** False when what comes now is too late. */
  private boolean waitFor(long seen) throws InterruptedException {
    if (options.untilNanos() == Long.MAX_VALUE) {
      bell.await(seen);
      return true;
    }
    Instant now = Instant.now();
    long left = options.untilNanos() - (now.getEpochSecond() * 1_000_000_000 + now.getNano());
    return left > 0 && (bell.await(seen, TimeUnit.NANOSECONDS.toMillis(left) + 1) || left > 0);
  }

  private void write(LogLine line, Split split) {
    boolean stderr = line.stream() == LogLine.Stream.STDERR;
    if (!(stderr ? options.stderr() : options.stdout())) {
      return;
    }
    if (options.timestamps()) {
      Instant time =
          Instant.ofEpochSecond(
              Math.floorDiv(line.timeNanos(), 1_000_000_000L),
              Math.floorMod(line.timeNanos(), 1_000_000_000L));
      byte[] text = TIME.format(time).getBytes(StandardCharsets.US_ASCII);
      split.write(stderr, text, 0, text.length);
    }
    if (options.details()) {
      byte[] text = details(line.attributes()).getBytes(StandardCharsets.UTF_8);
      split.write(stderr, text, 0, text.length);
    }
    split.write(stderr, line.bytes(), 0, line.bytes().length);
    if (line.complete()) {
      split.write(stderr, NEWLINE, 0, 1);
    }
  }

  /** As Docker writes them: sorted by name, both sides encoded as in a URL's query. */
  private static String details(Map<String, String> attributes) {
    return new TreeMap<>(attributes)
        .entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining(",", "", " "));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  @Override
  public void close() {
    cursor.close();
  }
}
