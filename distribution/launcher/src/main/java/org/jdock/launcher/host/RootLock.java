package org.jdock.launcher.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One daemon for one root: the folder, made if need be, with a locked file in it. The kernel gives
 * the lock up when the process ends, however it ends, and when this process opens the file anew and
 * closes it: nothing else may.
 */
public final class RootLock implements AutoCloseable {
  private static final int ATTEMPTS = 10;

  private final FileChannel channel;
  private final Path file;
  private final Deque<Path> made;

  private RootLock(FileChannel channel, Path file, Deque<Path> made) {
    this.channel = channel;
    this.file = file;
    this.made = made;
  }

  /**
   * Takes the lock.
   *
   * @param what the root's name for people: "data root"
   * @throws StartException if another daemon holds it, or the folder can't be used
   */
  public static RootLock take(String what, Path root) throws StartException {
    return take(what, root, ATTEMPTS);
  }

  private static RootLock take(String what, Path root, int attempts) throws StartException {
    var made = new ArrayDeque<Path>();
    try {
      make(root, made);
      var file = root.resolve("lock");
      if (Files.notExists(file)) {
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
      }
      var before = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        var holder = read(channel);
        channel.close();
        throw new StartException(
            "the %s %s is in use by another daemon%s"
                .formatted(what, root, holder.isEmpty() ? "" : " (process " + holder + ")"));
      }
      if (!isStill(file, before)) {
        channel.close();
        throw new NoSuchFileException(file.toString());
      }
      var pid = Long.toString(ProcessHandle.current().pid());
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new RootLock(channel, file, made);
    } catch (NoSuchFileException e) {
      // The last holder removed the file between our finding it and our locking it. Not for ever:
      // a link that leads nowhere looks the same.
      if (attempts > 1) {
        return take(what, root, attempts - 1);
      }
      throw new StartException("the %s %s can't be used: %s".formatted(what, root, e), e);
    } catch (FileAlreadyExistsException e) {
      throw new StartException(
          "the %s %s can't be used: %s is not a directory".formatted(what, root, e.getFile()), e);
    } catch (IOException e) {
      throw new StartException("the %s %s can't be used: %s".formatted(what, root, e), e);
    }
  }

  /**
   * Whether the path still leads to that file. By its inode, and never by opening it: POSIX locks
   * of a process on a file are gone as soon as it closes any descriptor of it.
   */
  private static boolean isStill(Path file, @Nullable Object key) throws IOException {
    return Files.exists(file)
        && Objects.equals(Files.readAttributes(file, BasicFileAttributes.class).fileKey(), key);
  }

  private static String read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(20);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
  }

  /** 0711: containers with a user namespace of their own pass through to what is theirs. */
  private static void make(Path dir, Deque<Path> made) throws IOException {
    if (Files.isDirectory(dir)) {
      return;
    }
    var up = dir.getParent();
    if (up != null) {
      make(up, made);
    }
    Files.createDirectory(dir);
    made.push(dir);
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx--x--x"));
  }

  /** For a start that failed: removes the folders again that this made, if nothing is in them. */
  public void undo() throws IOException {
    if (made.isEmpty()) {
      close();
      return;
    }
    Files.deleteIfExists(file);
    close();
    for (var dir : made) {
      try (var inside = Files.list(dir)) {
        if (inside.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(dir);
    }
  }

  /**
   * For the end of a root that is worth nothing without what runs in it: removes its empty folders,
   * and if then nothing is left, the root.
   */
  public void remove() throws IOException {
    var root = file.getParent();
    if (root != null) {
      removeEmpty(root);
      try (var inside = Files.list(root)) {
        if (inside.allMatch(file::equals)) {
          Files.deleteIfExists(file);
          Files.delete(root);
        }
      }
    }
    close();
  }

  private static void removeEmpty(Path folder) throws IOException {
    try (var inside = Files.newDirectoryStream(folder)) {
      for (var each : inside) {
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          removeEmpty(each);
          Trees.deleteUnused(each);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
