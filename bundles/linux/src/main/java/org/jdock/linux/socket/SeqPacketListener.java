package org.jdock.linux.socket;

import java.nio.file.Path;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/** Listens for {@link SeqPacketSocket}s. Closing it leaves the file. */
public final class SeqPacketListener implements AutoCloseable {
  private final Fd fd;

  private SeqPacketListener(Fd fd) {
    this.fd = fd;
  }

  /**
   * Makes the socket file, which must not exist (EADDRINUSE).
   *
   * @param path its directory may have a name of any length, its own up to about 80 bytes
   */
  public static SeqPacketListener bind(Path path, int backlog) throws SyscallException {
    Path absolute = path.toAbsolutePath();
    try (Fd directory =
            Fd.open(absolute.resolveSibling("."), OpenFlags.PATH | OpenFlags.DIRECTORY);
        Call c = new Call()) {
      Fd fd = SeqPacketSocket.socket(c, path);
      try {
        var address =
            UnixAddress.of(c, directory.path().resolve(absolute.getFileName().toString()));
        c.run("bind", path, Nr.BIND, fd.number(), address.address(), address.byteSize());
        c.run("listen", path, Nr.LISTEN, fd.number(), backlog);
        return new SeqPacketListener(fd);
      } catch (SyscallException e) {
        fd.close();
        throw e;
      }
    }
  }

  /**
   * Waits for the next. Blocks: platform threads only, or after a {@code Poller} on {@link #fd}.
   */
  public SeqPacketSocket accept() throws SyscallException {
    try (Call c = new Call()) {
      long n = c.run("accept", fd, Nr.ACCEPT4, fd.number(), 0, 0, 0x80000);
      return new SeqPacketSocket(Fd.owning((int) n, "accepted by " + fd));
    }
  }

  /** Its descriptor, for a poller; closed with this. */
  public Fd fd() {
    return fd;
  }

  @Override
  public void close() {
    fd.close();
  }
}
