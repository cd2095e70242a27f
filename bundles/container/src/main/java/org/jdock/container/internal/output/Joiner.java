package org.jdock.container.internal.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdock.container.internal.output.Handed.Open;
import org.jdock.spi.log.LogLine;

/**
 * Makes log lines of records. The monitor cuts lines wherever a read happened to end; they are
 * joined up to {@value #LIMIT} bytes, as Docker does. Not thread-safe.
 *
 * <p>The monitor ends an open line with an empty record, whether a newline came by itself or the
 * stream ended. So after such a record a line waits for what comes next: another record or some
 * time mean the newline, the end of the run means that there was none.
 */
final class Joiner implements Records.Sink {
  static final int LIMIT = 16 * 1024;

  private final Line out = new Line(LogLine.Stream.STDOUT);
  private final Line err = new Line(LogLine.Stream.STDERR);
  private List<LogLine> batch = new ArrayList<>();
  private long bytes;

  /** Records before this place were handed over; they only make up open lines. */
  private long handed;

  /** A line that is still open. */
  private static final class Line {
    private final LogLine.Stream stream;
    private byte[] buffer = new byte[0];
    private int length;
    private long time;
    private boolean terminated;

    /** Where its first record is, and how many bytes of that record are handed over already. */
    private long start = -1;

    private int skip;

    Line(LogLine.Stream stream) {
      this.stream = stream;
    }

    boolean open() {
      return start >= 0;
    }

    void clear() {
      buffer = length > 1024 ? new byte[0] : buffer;
      length = 0;
      start = -1;
      skip = 0;
      terminated = false;
    }

    void add(byte[] b, int from, int count) {
      if (length + count > buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.max(length + count, buffer.length * 2));
      }
      System.arraycopy(b, from, buffer, length, count);
      length += count;
    }
  }

  /** Starts at a place in the spool. */
  void resume(Handed at) {
    batch = new ArrayList<>();
    bytes = 0;
    handed = at.offset();
    resume(out, at.out());
    resume(err, at.err());
  }

  private static void resume(Line line, Open at) {
    line.clear();
    line.start = at.start();
    line.skip = at.skip();
  }

  @Override
  public void record(
      long at, long time, boolean stderr, boolean partial, byte[] b, int from, int count) {
    Line line = stderr ? err : out;
    boolean replay = at < handed;
    if (replay && (!line.open() || at < line.start)) {
      return;
    }
    if (line.terminated) {
      emit(line, true);
      line.clear();
    }
    if (!partial && !line.open()) {
      emit(new LogLine(time, line.stream, true, Arrays.copyOfRange(b, from, from + count)));
      return;
    }
    if (!line.open()) {
      line.start = at;
      line.skip = 0;
    }
    if (line.length == 0) {
      line.time = time;
    }
    int skipped = at == line.start ? line.skip : 0;
    append(line, at, b, from, skipped, count);
    if (!partial) {
      if (count == 0) {
        line.terminated = true;
      } else {
        emit(line, true);
        line.clear();
      }
    }
  }

  private void append(Line line, long at, byte[] b, int from, int done, int count) {
    int used = done;
    while (line.length + count - used > LIMIT) {
      int part = LIMIT - line.length;
      line.add(b, from + used, part);
      used += part;
      emit(line, false);
      line.length = 0;
      line.start = at;
      line.skip = used;
    }
    line.add(b, from + used, count - used);
  }

  private void emit(Line line, boolean complete) {
    emit(new LogLine(line.time, line.stream, complete, Arrays.copyOf(line.buffer, line.length)));
  }

  private void emit(LogLine line) {
    batch.add(line);
    bytes += line.bytes().length + 32;
  }

  /** Whether a line waits for whether it ended with a newline. */
  boolean undecided() {
    return out.terminated || err.terminated;
  }

  /** What waits has ended with a newline. */
  void decide() {
    for (Line line : List.of(out, err)) {
      if (line.terminated) {
        emit(line, true);
        line.clear();
      }
    }
  }

  /** Hands on open lines as they are; they may go on later. */
  void flush() {
    for (Line line : List.of(out, err)) {
      if (line.open() && (line.length > 0 || line.terminated)) {
        emit(line, false);
      }
      line.clear();
    }
  }

  /** About how many bytes {@link #take} would give. */
  long bytes() {
    return bytes;
  }

  /** The lines since the last time. */
  List<LogLine> take() {
    List<LogLine> taken = batch;
    batch = new ArrayList<>();
    bytes = 0;
    return taken;
  }

  /** What is open in a stream. */
  Open open(boolean stderr) {
    Line line = stderr ? err : out;
    return new Open(line.start, line.skip);
  }

  /** A new generation of the spool has begun. */
  void nextGeneration() {
    handed = 0;
  }
}
