package org.jdock.driver.log.jsonfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gzips the youngest rotated file beside the writer. A file that could not be compressed stays as
 * it is and is read all the same. Used by one thread at a time.
 */
final class Compression {
  private static final Logger LOG = LogManager.getLogger(Compression.class);

  private final LogFiles files;
  private @Nullable Thread worker;
  private volatile boolean cancelled;

  Compression(LogFiles files) {
    this.files = files;
  }

  void start() {
    Path plain = files.plain(1);
    if (Files.exists(plain)) {
      worker = Thread.ofPlatform().daemon().name("jdock-log-gzip").start(() -> run(plain));
    }
  }

  /** Waits for what was started, since the next rotation renames the file. */
  void await() throws InterruptedIOException {
    Thread running = worker;
    if (running == null) {
      return;
    }
    try {
      running.join();
      worker = null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a rotated log was compressed");
    }
  }

  /** Gives up; the next opening starts anew. */
  void cancel() throws InterruptedIOException {
    cancelled = true;
    await();
  }

  private void run(Path plain) {
    // A name of its own: an abandoned writer's thread must not touch its successor's file.
    Path temporary =
        plain.resolveSibling(plain.getFileName() + ".gz." + System.nanoTime() + ".tmp");
    try {
      if (compress(plain, temporary)) {
        LogFiles.move(temporary, files.compressed(1));
        Files.deleteIfExists(plain);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("not compressed, it is gone: {}", e.getMessage());
    } catch (IOException e) {
      LOG.warn("{} stays uncompressed: {}", plain, e.toString());
    } finally {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        LOG.warn("{} stays until the log is opened again: {}", temporary, e.toString());
      }
    }
  }

  private boolean compress(Path plain, Path temporary) throws IOException {
    try (InputStream in = Files.newInputStream(plain);
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (cancelled) {
          return false;
        }
        out.write(buffer, 0, n);
      }
      return true;
    }
  }
}
