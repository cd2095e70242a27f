package org.jdock.linux.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/** What outlives a power cut. Each waits for the disk: platform threads. Thread-safe. */
public final class Durable {
  private Durable() {}

  /**
   * Replaces a file's content, whole or not at all: a temporary beside it ({@code NAME.new}, left
   * behind by a crash and overwritten by the next), then rename(2). One writer at a time.
   *
   * @param durable whether it must outlive a power cut, and not only this process: waits for the
   *     disk twice
   */
  public static void replace(Path file, byte[] content, boolean durable) throws IOException {
    Path whole = file.toAbsolutePath();
    Path temporary = whole.resolveSibling(whole.getFileName() + ".new");
    try {
      write(temporary, content, durable);
      Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(temporary); // the disk is full, perhaps
      throw e;
    }
    if (durable) {
      syncDirectory(Objects.requireNonNull(whole.getParent()));
    }
  }

  private static void write(Path file, byte[] content, boolean durable) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      if (durable) {
        out.force(true);
      }
    }
  }

  /** fsync(2) of a directory: renames and new names in it are on the disk. */
  public static void syncDirectory(Path directory) throws SyscallException {
    try (Fd fd = Fd.open(directory, OpenFlags.RDONLY | OpenFlags.DIRECTORY)) {
      fd.sync();
    }
  }

  /** syncfs(2): all of the file system that the path is on. */
  public static void syncFileSystem(Path path) throws SyscallException {
    try (Fd fd = Fd.open(path, OpenFlags.RDONLY);
        Call c = new Call()) {
      c.run("syncfs", path, Nr.SYNCFS, fd.number());
    }
  }
}
