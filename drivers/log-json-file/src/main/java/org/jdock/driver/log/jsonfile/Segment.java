package org.jdock.driver.log.jsonfile;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One file of a log, open for reading; stays readable when it is renamed or deleted. */
final class Segment implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private final long generation;
  private final boolean compressed;
  private final FileInputStream file;
  private InputStream in;
  private long offset;
  private byte[] buffer = new byte[0];
  private int start;
  private int end;

  /** Opens a file at its beginning. */
  Segment(Path path, long generation) throws IOException {
    this.generation = generation;
    compressed = path.toString().endsWith(".gz");
    file = new FileInputStream(path.toFile());
    in = file;
    restart();
  }

  private void restart() throws IOException {
    file.getChannel().position(0);
    in = compressed ? new GZIPInputStream(file, CHUNK) : file;
    offset = 0;
    start = 0;
    end = 0;
  }

  long generation() {
    return generation;
  }

  /** The bytes of the next line; null when no whole one is there now. */
  @Nullable Line next() throws IOException {
    int from = start;
    while (true) {
      for (int i = from; i < end; i++) {
        if (buffer[i] == '\n') {
          Line line = new Line(buffer, start, i);
          start = i + 1;
          return line;
        }
      }
      int scanned = end - start;
      if (!fill()) {
        return null;
      }
      from = start + scanned;
    }
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(CHUNK, buffer.length * 2));
    }
    int n = in.read(buffer, end, buffer.length - end);
    if (n > 0) {
      end += n;
      offset += n;
      return true;
    }
    if (!compressed && file.getChannel().size() < offset) {
      restart(); // somebody truncated it
      return false;
    }
    if (end == 0) {
      buffer = new byte[0]; // an idle follower
    }
    return false;
  }

  /**
   * Goes to the beginning of the last lines.
   *
   * @param wanted how many, 0 or more
   * @return how many there are behind the place it went to, at most what was wanted
   */
  long seekTail(long wanted) throws IOException {
    return compressed ? seekTailCompressed(wanted) : seekTailPlain(wanted);
  }

  private long seekTailPlain(long wanted) throws IOException {
    long found = -1; // the last newline ends a line and begins none
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    long at = file.getChannel().size();
    while (at > 0) {
      int n = (int) Math.min(CHUNK, at);
      at -= n;
      chunk.clear().limit(n);
      int got = file.getChannel().read(chunk, at); // not by its name, which may be another's now
      for (int i = got - 1; i >= 0; i--) {
        if (chunk.get(i) == '\n' && ++found == wanted) {
          skipTo(at + i + 1);
          return wanted;
        }
      }
    }
    return found + 1;
  }

  private void skipTo(long place) throws IOException {
    file.getChannel().position(place);
    offset = place;
  }

  private long seekTailCompressed(long wanted) throws IOException {
    long lines = 0;
    while (next() != null) {
      lines++;
    }
    restart();
    for (long i = wanted; i < lines; i++) {
      next();
    }
    return Math.min(lines, wanted);
  }

  @Override
  public void close() throws IOException {
    in.close();
    file.close();
  }

  /** A line without its newline; valid until the next one is asked for. */
  @SuppressWarnings("ArrayRecordComponent") // a view, never compared
  record Line(byte[] bytes, int start, int end) {}
}
