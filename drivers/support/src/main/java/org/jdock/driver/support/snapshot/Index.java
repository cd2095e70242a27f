package org.jdock.driver.support.snapshot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.support.file.DirLock;
import org.jdock.driver.support.file.Durable;
import org.jspecify.annotations.Nullable;

/**
 * The records on disk, one small file a snapshot, which are the only truth: nothing is remembered
 * between two calls, because another instance may have written in between.
 *
 * <p>Records never change in place. A commit is two renames: the new record over the key's (the
 * point of no return), then the file to its new name; whoever holds the lock and finds the first
 * without the second does the second.
 */
final class Index {
  private static final Logger LOG = LogManager.getLogger(Index.class);

  private final Places places;
  private final DirLock lock;

  Index(Places places) {
    this.places = places;
    this.lock = new DirLock(places.lock());
  }

  DirLock lock() {
    return lock;
  }

  /**
   * One record, or null; without the lock unless there is doubt. A hit needs none: a file is whole
   * from the moment it has its name.
   */
  @Nullable SnapshotRecord find(String name) throws IOException {
    SnapshotRecord hit = readQuietly(name);
    if (hit != null && hit.name().equals(name)) {
      return hit;
    }
    try (var _ = lock.acquire()) {
      return findLocked(name);
    }
  }

  private @Nullable SnapshotRecord readQuietly(String name) {
    try {
      return SnapshotRecord.decode(Files.readAllBytes(places.record(name)));
    } catch (IOException e) {
      LOG.trace("{} is looked up again under the lock", name, e);
      return null;
    }
  }

  /** One record, or null; sets a torn file aside, finishes a commit that was cut short. */
  @Nullable SnapshotRecord findLocked(String name) throws IOException {
    Path file = places.record(name);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
    SnapshotRecord record;
    try {
      record = SnapshotRecord.decode(bytes);
    } catch (IOException e) {
      setAside(file, e.getMessage());
      return null;
    }
    if (!record.name().equals(name)) {
      move(file, places.record(record.name()));
      return null;
    }
    return record;
  }

  /** All records; under the lock, since a directory that is being renamed in cannot be listed. */
  List<SnapshotRecord> allLocked() throws IOException {
    var all = new ArrayList<SnapshotRecord>();
    var unfinished = new ArrayList<String>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(places.index())) {
      for (Path file : files) {
        String name = places.nameOf(file);
        try {
          SnapshotRecord record = SnapshotRecord.decode(Files.readAllBytes(file));
          all.add(record);
          if (!record.name().equals(name)) {
            unfinished.add(name);
          }
        } catch (IOException e) {
          setAside(file, e.getMessage());
        }
      }
    }
    for (String name : unfinished) {
      findLocked(name);
    }
    return all;
  }

  /** Adds a record that may be lost in a power cut. Under the lock, the name being free. */
  void add(SnapshotRecord record) throws IOException {
    Path file = stage(record, false);
    move(file, places.record(record.name()));
  }

  /**
   * Writes a record outside the index, durably if asked; the result is for {@link #replace}. Beside
   * the content, because ext4 finds an inode in a young directory's group three times as fast as in
   * that of a directory that has had many files, and because the two are then swept together.
   */
  Path stage(SnapshotRecord record, boolean flush) throws IOException {
    Path file = places.content(record.id()).resolve("record-" + newId());
    Durable.create(file, record.encode(), flush);
    return file;
  }

  /** Puts a staged record in a key's place. Under the lock, the new name being free. */
  void replace(String key, Path staged, String name) throws IOException {
    move(staged, places.record(key));
    move(places.record(key), places.record(name));
  }

  void flush() throws IOException {
    Durable.flushDirectory(places.index());
  }

  void delete(String name) throws IOException {
    Files.deleteIfExists(places.record(name));
  }

  void setAside(Path file, @Nullable String why) throws IOException {
    Path aside = places.aside().resolve(file.getFileName() + "." + newId());
    move(file, aside);
    LOG.warn("set {} aside as {}: {}", file, aside, why);
  }

  /** A directory name: 6 of 36 characters; who makes the directory sees whether it is taken. */
  static String newId() {
    int n = ThreadLocalRandom.current().nextInt(36 * 36 * 36 * 36 * 36, Integer.MAX_VALUE);
    return Integer.toString(n, 36);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
