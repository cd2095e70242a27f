package org.jdock.driver.support.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.SnapshotInfo;

/** What tells one storage driver from another: what a snapshot's directory holds. Thread-safe. */
public interface Content {
  /** Whether a snapshot made on nothing may get a parent at its commit. */
  boolean rebases();

  /** Whether {@link #fill} copies data, and so is kept out of the lock. */
  boolean slow();

  /**
   * Makes a snapshot's content.
   *
   * @param dir its directory, empty
   * @param lowers the directories of the snapshots below, nearest first
   * @param kind ACTIVE or VIEW
   */
  void fill(Path dir, List<Path> lowers, SnapshotInfo.Kind kind) throws IOException;

  /** What to mount; as {@link #fill} made it. */
  List<Mount> mounts(Path dir, List<Path> lowers, SnapshotInfo.Kind kind);

  /** Brings the content of a snapshot that is about to be committed to the disk. */
  void flush(Path dir) throws IOException;

  /** Where the snapshot's own files are, for counting. */
  Path files(Path dir);
}
