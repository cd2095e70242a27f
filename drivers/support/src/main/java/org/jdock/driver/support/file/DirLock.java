package org.jdock.driver.support.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion over a directory, between threads, instances and class loaders of this JVM and
 * between processes; the kernel lets go of it when a process dies. Whoever holds it and sees
 * something half done therefore knows that its maker is gone.
 *
 * <p>Held for microseconds only: nothing slow happens under it. Not reentrant. A record lock
 * (fcntl(2)) belongs to the process, which is why the JDK refuses a second one in the same JVM;
 * that refusal is the exclusion between two versions of a driver, and is waited out here.
 */
public final class DirLock implements AutoCloseable {
  private static final long PAUSE_NANOS = 50_000;

  private final Path file;
  private final ReentrantLock threads = new ReentrantLock();
  private @Nullable FileChannel channel;

  /** One for the file, which is made when it is first locked, and is never deleted. */
  public DirLock(Path file) {
    this.file = file;
  }

  /** Waits for the lock. */
  public Held acquire() throws IOException {
    threads.lock();
    try {
      return new Held(lockFile());
    } catch (IOException | RuntimeException e) {
      threads.unlock();
      throw e;
    }
  }

  private FileLock lockFile() throws IOException {
    while (true) {
      try {
        return open().lock();
      } catch (OverlappingFileLockException e) {
        LockSupport.parkNanos(PAUSE_NANOS); // another instance in this JVM has it
      }
    }
  }

  /** The channel stays open: closing any descriptor of the file gives up the process's lock. */
  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null || !open.isOpen()) { // an interrupt closes it
      open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel = open;
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    threads.lock();
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      threads.unlock();
    }
  }

  /** The lock while it is held; to be closed by the thread that took it. */
  public final class Held implements AutoCloseable {
    private final FileLock lock;

    private Held(FileLock lock) {
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      try {
        if (lock.channel().isOpen()) {
          lock.release();
        }
      } finally {
        threads.unlock();
      }
    }
  }
}
