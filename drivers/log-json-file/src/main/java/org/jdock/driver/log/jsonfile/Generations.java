package org.jdock.driver.log.jsonfile;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Finds files by generation while a writer, perhaps of another version, rotates them. */
final class Generations {
  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final long PAUSE_NANOS = 100_000;

  private final LogFiles files;

  /** What a killed writer left; null while there is no such. */
  private @Nullable Marker abandoned;

  Generations(LogFiles files) {
    this.files = files;
  }

  /**
   * The youngest generation; waits out a rotation.
   *
   * <p>What is looked up by number between two calls with the same answer was right: a rotation
   * makes {@code .new} before it renumbers anything, and changes the marker before that is gone.
   */
  long youngest() throws IOException {
    long start = System.nanoTime();
    while (true) {
      boolean rotating = Files.exists(files.next()); // first, or a whole rotation may slip between
      Marker marker = Marker.read(files);
      if (marker == null) {
        return 0;
      }
      long current = LogFiles.inode(files.current());
      if (!rotating && current == marker.inode()) {
        return marker.generation();
      }
      if (marker.equals(abandoned) || System.nanoTime() - start > PATIENCE_NANOS) {
        // A writer was killed in the middle and nobody has opened the log since.
        abandoned = marker;
        boolean behind = current < 0 && LogFiles.inode(files.next()) != marker.inode();
        return behind ? marker.generation() + 1 : marker.generation();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** How many generations before the youngest there are. */
  long rotated() throws IOException {
    while (true) { // until no rotation came between
      long youngest = youngest();
      List<Integer> numbers = files.numbers();
      int last = numbers.isEmpty() ? 0 : numbers.getLast();
      // A file that was compressed while the directory was listed may have been seen under no name.
      while (files.rotated(last + 1) != null) {
        last++;
      }
      if (youngest() == youngest) {
        return last;
      }
    }
  }

  /** Opens a generation's file; null when it is not there (any more). */
  @Nullable Segment open(long generation) throws IOException {
    while (true) { // until no rotation came between: what is opened is held
      long youngest = youngest();
      Segment segment = open(generation, youngest);
      if (youngest() == youngest) {
        return segment;
      }
      if (segment != null) {
        segment.close(); // it may be another's file
      }
    }
  }

  private @Nullable Segment open(long generation, long youngest) throws IOException {
    int number = (int) (youngest - generation);
    while (true) {
      Path path = number == 0 ? files.current() : files.rotated(number);
      if (path == null) {
        return null;
      }
      try {
        return new Segment(path, generation);
      } catch (NoSuchFileException | FileNotFoundException e) {
        if (number == 0 || path.equals(files.rotated(number))) {
          return null; // not written yet, or gone with the container
        }
        // It was compressed between the look and the opening.
      }
    }
  }
}
