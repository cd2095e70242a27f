package ${package};

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;
import org.jspecify.annotations.Nullable;

/** Reads one container's file, also while it is written. Never waits for a line to come. */
final class FileReader implements LogReader {
  private static final int CHUNK = 64 * 1024;

  private final Path file;
  private final LogQuery query;
  private @Nullable FileChannel channel;

  /** Bytes of the file that are in the buffer but not handed out yet: from start to its position. */
  private ByteBuffer buffer = ByteBuffer.allocate(CHUNK);

  private int start;

  /** What the last lines are is settled now, not when the first one is asked for. */
  FileReader(Path file, LogQuery query) throws IOException {
    this.file = file;
    this.query = query;
    FileChannel from = open();
    if (from != null && query.tail() >= 0) {
      from.position(startOfTail(from, query.tail()));
    }
  }

  @Override
  public List<LogLine> next(int max) throws DriverException {
    List<LogLine> lines = new ArrayList<>();
    try {
      FileChannel from = open();
      String text = from == null ? null : nextText(from);
      while (text != null) {
        LogLine line = LineFormat.parse(text);
        if (line.timeNanos() >= query.sinceNanos() && line.timeNanos() <= query.untilNanos()) {
          lines.add(line);
        }
        text = lines.size() < max ? nextText(from) : null;
      }
      return lines;
    } catch (IOException e) {
      throw FileLogDriver.failed("read", file, e);
    }
  }

  /** Null as long as the container has printed nothing. */
  private @Nullable FileChannel open() throws IOException {
    if (channel == null) {
      try {
        channel = FileChannel.open(file, StandardOpenOption.READ);
      } catch (NoSuchFileException e) {
        return null;
      }
    }
    return channel;
  }

  /** Null when no whole line is there: the rest of one stays in the buffer. */
  private @Nullable String nextText(FileChannel from) throws IOException {
    int looked = start;
    while (true) {
      for (; looked < buffer.position(); looked++) {
        if (buffer.get(looked) == '\n') {
          String text = new String(buffer.array(), start, looked - start, StandardCharsets.UTF_8);
          start = looked + 1;
          return text;
        }
      }
      looked -= start;
      makeRoom();
      if (from.read(buffer) <= 0) {
        return null;
      }
    }
  }

  private void makeRoom() {
    ByteBuffer rest = buffer.flip().position(start);
    boolean full = rest.remaining() == buffer.capacity();
    buffer = full ? ByteBuffer.allocate(buffer.capacity() * 2).put(rest) : rest.compact();
    start = 0;
  }

  /** Where the last lines begin, found from the end. */
  private static long startOfTail(FileChannel from, int lines) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    int ends = 0;
    long at = from.size();
    while (at > 0) {
      int length = (int) Math.min(CHUNK, at);
      at -= length;
      from.read(chunk.clear().limit(length), at);
      for (int i = length - 1; i >= 0; i--) {
        if (chunk.get(i) == '\n' && ends++ == lines) {
          return at + i + 1;
        }
      }
    }
    return 0;
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
