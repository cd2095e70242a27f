package ${package};

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out the threads of this instance, another version of the driver in the same engine, which
 * has classes of its own, and other processes. The kernel frees it when a process dies. Not
 * reentrant.
 */
final class RootLock {
  private static final long PAUSE_NANOS = 50_000;

  private final Path file;
  private final ReentrantLock threads = new ReentrantLock();
  private @Nullable FileChannel channel;

  RootLock(Path file) {
    this.file = file;
  }

  Held acquire() throws IOException {
    threads.lock();
    try {
      while (true) {
        try {
          return new Held(channel().lock());
        } catch (OverlappingFileLockException e) {
          LockSupport.parkNanos(PAUSE_NANOS); // another instance in this process has it
        }
      }
    } catch (IOException | RuntimeException e) {
      threads.unlock();
      throw e;
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null || !open.isOpen()) { // an interrupt closes it
      open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel = open;
    }
    return open;
  }

  void close() {
    threads.lock();
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.unlock();
    }
  }

  /** To be closed by the thread that acquired it. */
  final class Held implements AutoCloseable {
    private final FileLock lock;

    private Held(FileLock lock) {
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      try {
        if (lock.acquiredBy().isOpen()) {
          lock.release();
        }
      } finally {
        threads.unlock();
      }
    }
  }
}
