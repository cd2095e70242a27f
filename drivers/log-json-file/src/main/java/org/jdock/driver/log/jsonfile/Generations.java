package org.jdock.driver.log.jsonfile;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Finds files by generation while a writer, perhaps of another version, rotates them. */
final class Generations {
  private static final int TRIES = 50;
  private static final long PAUSE_NANOS = 100_000;

  private final LogFiles files;

  Generations(LogFiles files) {
    this.files = files;
  }

  /** The youngest generation; waits out a rotation, at most some milliseconds. */
  long youngest() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      Marker marker = Marker.read(files);
      if (marker == null) {
        return 0;
      }
      if (LogFiles.inode(files.current()) == marker.inode()) {
        return marker.generation();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    // A writer was killed in the middle and nobody has opened the log since.
    Marker marker = Marker.read(files);
    long generation = marker == null ? 0 : marker.generation();
    return LogFiles.inode(files.current()) < 0 ? generation + 1 : generation;
  }

  /** How many generations before the youngest there are. */
  long rotated() throws IOException {
    List<Integer> numbers = files.numbers();
    return numbers.isEmpty() ? 0 : numbers.getLast();
  }

  /** Opens a generation's file; null when it is not there (any more). */
  @Nullable Segment open(long generation) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      long youngest = youngest();
      Segment segment = open(generation, youngest);
      if (youngest() == youngest) {
        return segment;
      }
      if (segment != null) {
        segment.close(); // rotated meanwhile: it may be another's file
      }
    }
    return null;
  }

  private @Nullable Segment open(long generation, long youngest) throws IOException {
    int number = (int) (youngest - generation);
    Path path = number == 0 ? files.current() : files.rotated(number);
    if (path == null) {
      return null;
    }
    try {
      return new Segment(path, generation);
    } catch (NoSuchFileException | FileNotFoundException e) {
      return null; // not written yet, or gone with the container
    }
  }
}
