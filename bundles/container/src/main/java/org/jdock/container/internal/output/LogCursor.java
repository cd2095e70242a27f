package org.jdock.container.internal.output;

import java.util.ArrayList;
import java.util.List;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;

/** Reads a log, and goes on after the last line it saw when the driver is replaced. */
final class LogCursor implements AutoCloseable {
  private final LogQuery query;
  private final DriverSession<LogReader> session;
  private long generation;

  /** The time of the last line, and how many lines with that time were seen. */
  private volatile long lastTime = Long.MIN_VALUE;

  private int seenThen;

  /** How many lines with the last time a new reader repeats. */
  private int repeated;

  private LogCursor(DriverRegistry registry, OutputSpec spec, LogQuery query) {
    this.query = query;
    session =
        registry.session(
            LogDriver.class,
            spec.logDriver(),
            driver -> driver.read(spec.target(), spec.logOptions(), rest()),
            reader -> {
              reader.close();
              return true;
            });
  }

  /** Opens it at once, so that a refusal comes early. */
  static LogCursor open(DriverRegistry registry, OutputSpec spec, LogQuery query) {
    var cursor = new LogCursor(registry, spec, query);
    try {
      cursor.session.use(reader -> true);
      cursor.generation = cursor.session.generation();
      return cursor;
    } catch (RuntimeException e) {
      cursor.close();
      throw e;
    }
  }

  private LogQuery rest() {
    return lastTime == Long.MIN_VALUE ? query : new LogQuery(lastTime, query.untilNanos(), -1);
  }

  /** The next lines; empty when there are none now. */
  List<LogLine> next(int max) {
    while (true) {
      List<LogLine> lines = session.use(reader -> reader.next(max));
      if (session.generation() != generation) {
        generation = session.generation();
        repeated = seenThen;
      }
      if (repeated > 0) {
        List<LogLine> fresh = new ArrayList<>(lines);
        while (repeated > 0 && !fresh.isEmpty() && fresh.getFirst().timeNanos() == lastTime) {
          fresh.removeFirst();
          repeated--;
        }
        if (fresh.isEmpty() && !lines.isEmpty()) {
          continue;
        }
        repeated = fresh.isEmpty() ? repeated : 0;
        lines = fresh;
      }
      lines.forEach(this::saw);
      return lines;
    }
  }

  private void saw(LogLine line) {
    seenThen = line.timeNanos() == lastTime ? seenThen + 1 : 1;
    lastTime = line.timeNanos();
  }

  @Override
  public void close() {
    session.close();
  }
}
