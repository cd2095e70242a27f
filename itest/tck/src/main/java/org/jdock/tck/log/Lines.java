package org.jdock.tck.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;
import org.jdock.spi.log.LogTarget;

/** Makes lines and compares them as text. */
final class Lines {
  /** The time of line 0; each later one is a millisecond and a bit younger. */
  static final long EPOCH = 1_790_000_000_123_456_000L;

  private static final long STEP = 1_000_100L;

  private Lines() {}

  static long time(int number) {
    return EPOCH + number * STEP;
  }

  static LogLine line(int number) {
    return line(number, true, "line " + number);
  }

  static LogLine line(int number, boolean complete, String text) {
    return new LogLine(
        time(number),
        number % 3 == 0 ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT,
        complete,
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** Lines of numbers from (included) to (excluded). */
  static List<LogLine> lines(int from, int to) {
    List<LogLine> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(line(i));
    }
    return lines;
  }

  /** Time, stream, whether it goes on, and text, so that a failed comparison can be read. */
  static String show(LogLine line) {
    return line.timeNanos()
        + (line.stream() == LogLine.Stream.STDERR ? " err " : " out ")
        + new String(line.bytes(), StandardCharsets.UTF_8)
        + (line.complete() ? "" : "…");
  }

  static List<String> show(List<LogLine> lines) {
    return lines.stream().map(Lines::show).toList();
  }

  /** All that a query finds now. */
  static List<LogLine> read(
      LogDriver driver, LogTarget target, Map<String, String> options, LogQuery query)
      throws DriverException {
    try (LogReader reader = driver.read(target, options, query)) {
      return rest(reader);
    }
  }

  /** All that a reader has now, taken in small pieces. */
  static List<LogLine> rest(LogReader reader) throws DriverException {
    List<LogLine> all = new ArrayList<>();
    List<LogLine> some = reader.next(777);
    while (!some.isEmpty()) {
      all.addAll(some);
      some = reader.next(777);
    }
    return all;
  }
}
