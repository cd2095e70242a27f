package org.jdock.driver.support.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that says "somebody is at work on this", for work that takes longer than a lock may be
 * held. The kernel, or this JVM, takes the mark's lock back when its owner is gone, whatever it
 * died of; no process ids that may be reused, no ages to guess.
 *
 * <p>To ask inside the owner's process costs the mark towards other processes (fcntl(2) locks go
 * with any descriptor): within one daemon, which is where two versions of a driver live, it is
 * exact.
 */
public final class LiveMark implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private LiveMark(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Sets a new mark. */
  public static LiveMark set(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      return new LiveMark(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether the mark's owner lives; false too when there is no mark. */
  public static boolean lives(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Takes the mark away. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
