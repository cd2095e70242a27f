package org.jdock.linux.socket;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;

/** Opening fifos without waiting for the other side. Nothing here blocks. Thread-safe. */
public final class Fifos {
  private Fifos() {}

  /**
   * Opens for reading, at once. Reads do not block: use {@link Fd#awaitReadable} or a {@code
   * Poller}; before a first writer has come there is neither data nor an end.
   */
  public static Fd openForReading(Path fifo) throws SyscallException {
    return Fd.open(fifo, OpenFlags.RDONLY | OpenFlags.NONBLOCK);
  }

  /** Opens for writing; empty if nobody has it open for reading. Writes do not block. */
  public static Optional<Fd> openForWriting(Path fifo) throws SyscallException {
    try {
      return Optional.of(Fd.open(fifo, OpenFlags.WRONLY | OpenFlags.NONBLOCK));
    } catch (SyscallException e) {
      if (e.is(Errno.ENXIO)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Opens for both: never waits, and there is no end as long as it is open. Calls do not block. */
  public static Fd openForBoth(Path fifo) throws SyscallException {
    return Fd.open(fifo, OpenFlags.RDWR | OpenFlags.NONBLOCK);
  }

  /**
   * Opens, writes and closes.
   *
   * @param message of up to 4096 bytes, which are written together or not at all
   * @return false if nobody reads, or the fifo is full
   */
  public static boolean write(Path fifo, byte[] message) throws SyscallException {
    if (message.length == 0 || message.length > 4096) {
      throw new IllegalArgumentException(message.length + " bytes");
    }
    try (Fd fd = openForWriting(fifo).orElse(null)) {
      return fd != null && fd.write(ByteBuffer.wrap(message)) == message.length;
    } catch (SyscallException e) {
      if (e.is(Errno.EPIPE)) { // the reader went between open and write
        return false;
      }
      throw e;
    }
  }
}
