package org.jdock.driver.support.snapshot;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.fs.FileStatus;
import org.jdock.spi.storage.SnapshotUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a tree takes on disk: allocated blocks rather than lengths, and an inode once, however many
 * names it has. What disappears while it is counted is not counted: the tree may be in use.
 */
final class TreeUsage extends SimpleFileVisitor<Path> {
  private static final int BLOCK = 512;

  /** Only those of several names, of one device: snapshots have nothing mounted in them. */
  private final Set<Long> seen = new HashSet<>();

  private long bytes;
  private long inodes;

  private TreeUsage() {}

  static SnapshotUsage of(Path tree) throws IOException {
    var usage = new TreeUsage();
    Files.walkFileTree(tree, usage);
    return new SnapshotUsage(usage.bytes, usage.inodes);
  }

  private void count(Path path) throws IOException {
    FileStatus status;
    try {
      status = FileStatus.of(path);
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT)) {
        return;
      }
      throw e;
    }
    if (status.isDirectory() || status.links() == 1 || seen.add(status.inode())) {
      bytes += status.blocks() * BLOCK;
      inodes++;
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
      throws IOException {
    count(dir);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    count(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
    if (why instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw why;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException why)
      throws IOException {
    if (why != null && !(why instanceof NoSuchFileException)) {
      throw why;
    }
    return FileVisitResult.CONTINUE;
  }
}
