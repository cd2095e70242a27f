package org.jdock.driver.runtime.oci;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jdock.linux.Fd;
import org.jdock.linux.socket.Fifos;

/**
 * Lets a created container's process go without a call of the runtime, by the fifo that it waits
 * at. The fifo is removed afterwards: as long as it is there the runtime says {@code created}.
 */
final class StartFifo {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final byte[] GO = {'0'};

  private StartFifo() {}

  /**
   * Opens the gate; does nothing when the process has passed it.
   *
   * @return false when the runtime's own {@code start} must be tried
   */
  static boolean open(Dialect dialect, Path fifo, long pid) throws IOException {
    boolean done =
        switch (dialect) {
          case RUNC -> !waits(pid, "runc:[") || read(fifo);
          case CRUN -> write(fifo, pid);
          case OTHER -> false;
        };
    if (done) {
      Files.deleteIfExists(fifo);
    }
    return done;
  }

  private static boolean read(Path fifo) throws IOException {
    try (Fd fd = Fifos.openForReading(fifo)) {
      return fd.awaitReadable(LIMIT) && fd.read(ByteBuffer.allocate(1)) > 0;
    }
  }

  private static boolean write(Path fifo, long pid) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (Fifos.write(fifo, GO) || !waits(pid, "crun")) {
        return true;
      }
      pause(); // it has not opened it yet
    }
    return false;
  }

  /** Whether the process is still the runtime's: a crash may come between start and unlink. */
  private static boolean waits(long pid, String name) throws IOException {
    Path file = Path.of("/proc/" + pid + "/comm");
    return Files.exists(file)
        && Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(name);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
