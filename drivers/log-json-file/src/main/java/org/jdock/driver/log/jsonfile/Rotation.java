package org.jdock.driver.log.jsonfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves one container's files on by a generation, and back again. Each move is a row of steps after
 * any of which the process may be killed: {@link #recover} tells by {@link Marker} and inodes how
 * far it came, and ends or undoes it. Not thread-safe.
 */
final class Rotation {
  private static final Logger LOG = LogManager.getLogger(Rotation.class);

  private final LogFiles files;
  private final JsonFileOptions options;
  private long generation;

  Rotation(LogFiles files, JsonFileOptions options) {
    this.files = files;
    this.options = options;
  }

  /** The generation of the file that is written. */
  long generation() {
    return generation;
  }

  /** Goes on to a new empty file. */
  void forward() throws IOException {
    // Made before the old one goes, so that the two can't have the same inode.
    long inode = LogFiles.createEmpty(files.next());
    if (options.maxFiles() < 2) {
      Files.deleteIfExists(files.current());
    } else {
      shift();
      LogFiles.move(files.current(), files.plain(1));
    }
    become(generation + 1, inode);
  }

  /** Makes .1 free. */
  private void shift() throws IOException {
    int last = options.maxFiles() - 1;
    Files.deleteIfExists(files.plain(last));
    Files.deleteIfExists(files.compressed(last));
    for (int i = last - 1; i >= 1; i--) {
      renumber(i, i + 1);
    }
  }

  private void renumber(int from, int to) throws IOException {
    if (Files.exists(files.compressed(from))) {
      LogFiles.move(files.compressed(from), files.compressed(to));
    }
    if (Files.exists(files.plain(from))) {
      LogFiles.move(files.plain(from), files.plain(to));
    }
  }

  private void become(long newGeneration, long inode) throws IOException {
    new Marker(newGeneration, inode).write(files);
    LogFiles.move(files.next(), files.current());
    generation = newGeneration;
  }

  /** Ends or undoes what a killed process left half done, and makes the file if there is none. */
  void recover() throws IOException {
    for (Path file : files.all()) {
      if (file.getFileName().toString().endsWith(".tmp")) {
        Files.deleteIfExists(file);
      }
    }
    Marker marker = Marker.read(files);
    long current = LogFiles.inode(files.current());
    if (marker == null) {
      if (current < 0) {
        current = LogFiles.createEmpty(files.current());
      }
      generation = 0;
      if (options.maxSize() > 0) {
        new Marker(0, current).write(files);
      }
    } else {
      recover(marker, current);
    }
    Files.deleteIfExists(files.next());
    closeGaps();
  }

  private void recover(Marker marker, long current) throws IOException {
    generation = marker.generation();
    if (current == marker.inode()) {
      return;
    }
    if (LogFiles.inode(files.next()) == marker.inode()) {
      if (current >= 0) {
        Files.deleteIfExists(files.compressed(1)); // on the way back: it was unpacked into .new
      }
      LogFiles.move(files.next(), files.current());
    } else if (LogFiles.inode(files.plain(1)) == marker.inode()) {
      LogFiles.move(files.plain(1), files.current());
    } else if (current >= 0) {
      LOG.warn("{} was replaced by somebody: going on behind what it holds", files.current());
      new Marker(generation, current).write(files);
    } else {
      long inode = LogFiles.createEmpty(files.next());
      become(generation + 1, inode);
    }
  }

  /** Renumbers so that .k is k generations old, and drops the plain twin of a compressed file. */
  private void closeGaps() throws IOException {
    int wanted = 1;
    for (int number : files.numbers()) {
      if (Files.exists(files.compressed(number))) {
        Files.deleteIfExists(files.plain(number));
      }
      if (number != wanted) {
        renumber(number, wanted);
      }
      wanted++;
    }
  }

  /** Takes away everything after a position; everything when it is null. Call after recover. */
  void cutBack(@Nullable Position position) throws IOException {
    if (position == null) {
      for (int number : files.numbers()) {
        Files.deleteIfExists(files.plain(number));
        Files.deleteIfExists(files.compressed(number));
      }
      truncate(0);
      return;
    }
    while (generation > position.generation()) {
      if (!back(generation - 1 == position.generation() ? position.offset() : 0)) {
        return;
      }
    }
    if (generation < position.generation()) {
      LOG.warn("{} is older than position {}: kept as it is", files.current(), position);
      return;
    }
    truncate(position.offset());
  }

  private void truncate(long offset) throws IOException {
    long size = Files.size(files.current());
    if (size > offset) {
      try (RandomAccessFile file = new RandomAccessFile(files.current().toFile(), "rw")) {
        file.setLength(offset);
      }
    } else if (size < offset) {
      LOG.warn("{} has {} bytes instead of {}: some were lost", files.current(), size, offset);
    }
  }

  /**
   * Makes the youngest rotated file the written one again.
   *
   * @param wanted how many of its bytes will be kept
   * @return false when there is none: then everything was younger than what is wanted
   */
  private boolean back(long wanted) throws IOException {
    Path older = files.rotated(1);
    if (older == null) {
      // A generation of its own: the position that is asked for may be asked for again.
      become(generation + 1, LogFiles.createEmpty(files.next()));
      return false;
    }
    if (older.equals(files.plain(1))) {
      new Marker(generation - 1, LogFiles.inode(older)).write(files);
      LogFiles.move(older, files.current());
      generation--;
    } else {
      long inode = LogFiles.createEmpty(files.next());
      unpack(older, wanted);
      new Marker(generation - 1, inode).write(files);
      Files.delete(older);
      LogFiles.move(files.next(), files.current());
      generation--;
    }
    closeGaps();
    return true;
  }

  private void unpack(Path compressed, long wanted) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed), 1 << 16);
        OutputStream out = Files.newOutputStream(files.next())) {
      byte[] buffer = new byte[1 << 16];
      long left = wanted;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          return;
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
  }
}
