package ${package};

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdock.linux.fs.FileStatus;
import org.jdock.linux.fs.Xattrs;
import org.jdock.spi.storage.SnapshotUsage;
import org.jspecify.annotations.Nullable;

/** The files that a committed snapshot has in common with its parent. */
final class Sharing {
  private static final int BLOCK = 512;

  private Sharing() {}

  /**
   * Replaces each file that is the parent's by a link to the parent's. Neither tree changes for
   * whoever looks: a name is replaced by one with the same content, at once.
   *
   * @param work a directory on the same file system
   */
  static void share(Path parent, Path child, Path work) throws IOException {
    Path link = work.resolve("link");
    Files.walkFileTree(
        child,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path twin = parent.resolve(child.relativize(file));
            if (attributes.isRegularFile() && isSame(twin, file) && makeLink(link, twin)) {
              Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // the snapshot was removed meanwhile
            }
            throw e;
          }
        });
  }

  /** False when there are as many links as the file system allows; the file stays a copy. */
  private static boolean makeLink(Path link, Path to) throws IOException {
    try {
      Files.createLink(link, to);
      return true;
    } catch (FileSystemException e) {
      if (String.valueOf(e.getReason()).contains("Too many links")) {
        return false;
      }
      throw e;
    }
  }

  /** A file of several names is left as it is, since its names belong together. */
  private static boolean isSame(Path twin, Path file) throws IOException {
    if (!Files.isRegularFile(twin, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    FileStatus one = FileStatus.of(twin);
    FileStatus two = FileStatus.of(file);
    return two.links() == 1
        && one.mode() == two.mode()
        && one.uid() == two.uid()
        && one.gid() == two.gid()
        && one.size() == two.size()
        && one.modified().equals(two.modified())
        && sameAttributes(twin, file)
        && Files.mismatch(twin, file) == -1;
  }

  private static boolean sameAttributes(Path twin, Path file) throws IOException {
    List<String> names = Xattrs.list(twin);
    if (!new HashSet<>(names).equals(new HashSet<>(Xattrs.list(file)))) {
      return false;
    }
    for (String name : names) {
      if (!Arrays.equals(Xattrs.get(twin, name), Xattrs.get(file, name))) {
        return false;
      }
    }
    return true;
  }

  /** What a snapshot has that its parent has not; a file of several names counts once. */
  static SnapshotUsage usage(@Nullable Path parent, Path child) throws IOException {
    Set<Long> seen = new HashSet<>();
    if (!Files.exists(child)) {
      return new SnapshotUsage(0, 0);
    }
    long bytes = 0;
    try (var all = Files.walk(child)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        FileStatus status = FileStatus.of(path);
        if (!isShared(parent, child, path, status) && seen.add(status.inode())) {
          bytes += status.blocks() * BLOCK;
        }
      }
    }
    return new SnapshotUsage(bytes, seen.size());
  }

  private static boolean isShared(
      @Nullable Path parent, Path child, Path path, FileStatus status) throws IOException {
    if (parent == null || status.links() == 1 || !status.isRegular()) {
      return false;
    }
    Path twin = parent.resolve(child.relativize(path));
    return Files.exists(twin, LinkOption.NOFOLLOW_LINKS)
        && FileStatus.of(twin).inode() == status.inode();
  }
}
