package org.jdock.registry.internal.context;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Files that are whole or not there after a power cut: temp, fsync, rename, fsync. */
public final class DurableFiles {
  private DurableFiles() {}

  /** Replaces a file's text; its directory is made. Blocks for two disk flushes. */
  public static void write(Path file, String text) throws IOException {
    Path temp = temp(file);
    try {
      Files.write(temp, text.getBytes(StandardCharsets.UTF_8));
      publish(temp, file);
    } finally {
      Files.deleteIfExists(temp);
    }
  }

  /**
   * As {@link #write}, of a file that people edit too: it keeps its owner, group and mode, and a
   * link to it stays a link. One that is new is for its owner only.
   */
  public static void edit(Path file, String text) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file;
    Path temp = temp(real);
    try {
      Files.write(temp, text.getBytes(StandardCharsets.UTF_8));
      if (Files.exists(real)) {
        PosixFileAttributes before = Files.readAttributes(real, PosixFileAttributes.class);
        PosixFileAttributeView now = Files.getFileAttributeView(temp, PosixFileAttributeView.class);
        now.setOwner(before.owner());
        now.setGroup(before.group());
        now.setPermissions(before.permissions());
      }
      publish(temp, real);
    } finally {
      Files.deleteIfExists(temp);
    }
  }

  /**
   * Replaces a file by a copy of another; its directory is made. The copy is whole when this
   * returns, and durable after the flush. A file that was there may be spoken of already: that one
   * is replaced by what is durable.
   */
  public static Flush copy(Path from, Path file) throws IOException {
    Path temp = temp(file);
    try {
      Files.copy(from, temp, StandardCopyOption.REPLACE_EXISTING);
      if (Files.exists(file)) {
        publish(temp, file);
        return Flush.over();
      }
      Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
      return Flush.start(() -> {
        sync(file, StandardOpenOption.WRITE);
        sync(directory(file), StandardOpenOption.READ);
        return true;
      });
    } finally {
      Files.deleteIfExists(temp);
    }
  }

  private static Path temp(Path file) throws IOException {
    Path dir = Files.createDirectories(directory(file));
    return Files.createTempFile(dir, ".", ".tmp");
  }

  private static Path directory(Path file) {
    Path dir = file.toAbsolutePath().getParent();
    if (dir == null) {
      throw new IllegalArgumentException(file + " lies in no directory");
    }
    return dir;
  }

  private static void publish(Path temp, Path file) throws IOException {
    sync(temp, StandardOpenOption.WRITE);
    Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(directory(file), StandardOpenOption.READ);
  }

  private static void sync(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
