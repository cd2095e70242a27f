package org.jdock.driver.support.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writing, with or without waiting for the disk. */
public final class Durable {
  private Durable() {}

  /** Makes a new file; with {@code flush} its content is on the disk at return. */
  public static void create(Path file, byte[] content, boolean flush) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      if (flush) {
        channel.force(true);
      }
    }
  }

  /** Waits until a directory's entries (new, renamed, deleted) are on the disk. */
  public static void flushDirectory(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
