package org.jdock.driver.storage.vfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdock.driver.support.snapshot.Content;
import org.jdock.linux.fs.Durable;
import org.jdock.spi.storage.Mount;
import org.jdock.spi.storage.SnapshotInfo;

/** A directory {@code fs} that holds the whole file system. */
final class CopiedContent implements Content {
  private static final int DEFAULT_MODE = 0755;

  /** A deletion leaves no trace in a copy, so there is nothing that could be put on a parent. */
  @Override
  public boolean rebases() {
    return false;
  }

  @Override
  public boolean slow() {
    return true;
  }

  /**
   * By cp(1): owners, modes, times, extended attributes, hard links, devices and holes all survive,
   * and blocks are shared where the file system can (btrfs, xfs).
   */
  @Override
  public void fill(Path dir, List<Path> lowers, SnapshotInfo.Kind kind) throws IOException {
    if (lowers.isEmpty()) {
      Path own = Files.createDirectory(files(dir));
      Files.setAttribute(own, "unix:mode", DEFAULT_MODE); // whatever the umask
    } else if (kind == SnapshotInfo.Kind.ACTIVE) {
      Tool.run(
          List.of(
              "cp",
              "-a",
              "--reflink=auto",
              "--",
              files(lowers.getFirst()).toString(),
              files(dir).toString()));
    }
  }

  /** A view needs no copy: what is committed never changes, and stays while it has a child. */
  @Override
  public List<Mount> mounts(Path dir, List<Path> lowers, SnapshotInfo.Kind kind) {
    boolean view = kind == SnapshotInfo.Kind.VIEW;
    Path shown = view && !lowers.isEmpty() ? lowers.getFirst() : dir;
    return List.of(new Mount("bind", files(shown).toString(), List.of(view ? "ro" : "rw")));
  }

  @Override
  public void flush(Path dir) throws IOException {
    Durable.syncFileSystem(files(dir));
  }

  @Override
  public Path files(Path dir) {
    return dir.resolve("fs");
  }
}
