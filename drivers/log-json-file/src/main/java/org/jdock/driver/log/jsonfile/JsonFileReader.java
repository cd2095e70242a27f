package org.jdock.driver.log.jsonfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;
import org.jspecify.annotations.Nullable;

/** Reads one container's files from the oldest to the youngest, and goes on as they grow. */
final class JsonFileReader implements LogReader {
  private final LogQuery query;
  private final Generations generations;
  private final LineDecoder decoder = new LineDecoder();
  private @Nullable Segment segment;

  /** The generation to open when there is no open segment. */
  private long wanted;

  private boolean drained;

  JsonFileReader(LogFiles files, LogQuery query) throws IOException {
    this.query = query;
    generations = new Generations(files);
    if (query.tail() >= 0) {
      seekTail();
    } else {
      wanted = Math.max(0, generations.youngest() - generations.rotated());
    }
  }

  private void seekTail() throws IOException {
    long left = query.tail();
    long generation = generations.youngest();
    wanted = generation;
    while (generation >= 0) {
      Segment older = generations.open(generation);
      if (older == null) {
        return;
      }
      left -= older.seekTail(left);
      if (segment != null) {
        segment.close();
      }
      segment = older;
      if (left == 0) {
        return;
      }
      generation--;
    }
  }

  @Override
  public List<LogLine> next(int max) throws DriverException {
    List<LogLine> lines = new ArrayList<>();
    try {
      while (lines.size() < max) {
        Segment from = segment();
        if (from == null) {
          break;
        }
        Segment.Line raw = from.next();
        if (raw != null) {
          add(raw, lines);
        } else if (!advance(from)) {
          break;
        }
      }
      return lines;
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.FAILED, "json-file: cannot read the log: " + e.getMessage(), e);
    }
  }

  private void add(Segment.Line raw, List<LogLine> lines) {
    LogLine line = decoder.decode(raw.bytes(), raw.start(), raw.end());
    if (line != null
        && line.timeNanos() >= query.sinceNanos()
        && line.timeNanos() <= query.untilNanos()) {
      lines.add(line);
    }
  }

  /** The open file, or the next one; null when there is none now. */
  private @Nullable Segment segment() throws IOException {
    if (segment == null) {
      long youngest = generations.youngest();
      // What was rotated away before it was read can't be had: the oldest there is comes next.
      wanted = Math.max(wanted, youngest - generations.rotated());
      while (segment == null && wanted <= youngest) {
        segment = generations.open(wanted);
        if (segment == null) {
          wanted++;
        }
      }
      wanted = Math.min(wanted, youngest);
      drained = false;
    }
    return segment;
  }

  /** Leaves a file that has been read to its end and that nobody writes any more. */
  private boolean advance(Segment from) throws IOException {
    if (generations.youngest() == from.generation()) {
      return false;
    }
    if (!drained) {
      drained = true; // what was written between the last look and the rotation
      return true;
    }
    wanted = from.generation() + 1;
    from.close();
    segment = null;
    return true;
  }

  @Override
  public void close() {
    try {
      if (segment != null) {
        segment.close();
        segment = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
