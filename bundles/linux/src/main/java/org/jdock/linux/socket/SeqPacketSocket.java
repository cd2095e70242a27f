package org.jdock.linux.socket;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Buffers;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/**
 * A connected local socket that keeps the bounds of packets (AF_UNIX, SOCK_SEQPACKET).
 *
 * <p>{@link #send} and {@link #receive} block: platform threads only. {@link #trySend} and {@link
 * #tryReceive} do not: on a virtual thread, with a {@code Poller} on {@link #fd}. One thread may
 * send while another receives.
 */
public final class SeqPacketSocket implements AutoCloseable {
  /** What {@link #tryReceive} returns if there is no packet now. */
  public static final int NOTHING = -2;

  static final int TYPE = 5 | 0x80000;
  private static final int DONTWAIT = 0x40;
  private static final int NOSIGNAL = 0x4000;
  private static final int TRUNC = 0x20;
  private static final int WRITE = 1;

  private final Fd fd;

  SeqPacketSocket(Fd fd) {
    this.fd = fd;
  }

  /**
   * Connects; blocks while the listener's queue is full.
   *
   * @param path of a listening socket, of any length
   */
  public static SeqPacketSocket connect(Path path) throws SyscallException {
    // By descriptor, because an address holds 107 bytes of path.
    try (Fd inode = Fd.open(path, OpenFlags.PATH);
        Call c = new Call()) {
      Fd fd = socket(c, path);
      try {
        var address = UnixAddress.of(c, inode.path());
        c.run("connect", path, Nr.CONNECT, fd.number(), address.address(), address.byteSize());
        return new SeqPacketSocket(fd);
      } catch (SyscallException e) {
        fd.close();
        throw e;
      }
    }
  }

  static Fd socket(Call c, Path path) throws SyscallException {
    return Fd.owning(
        (int) c.run("socket", path, Nr.SOCKET, UnixAddress.FAMILY, TYPE, 0), path.toString());
  }

  /** Two sockets that are connected with each other. */
  public static SeqPacketSocket[] pair() throws SyscallException {
    try (Call c = new Call()) {
      var two = c.memory(8);
      c.run("socketpair", null, Nr.SOCKETPAIR, UnixAddress.FAMILY, TYPE, 0, two.address());
      return new SeqPacketSocket[] {
        new SeqPacketSocket(Fd.owning(two.get(ValueLayout.JAVA_INT, 0), "socket pair")),
        new SeqPacketSocket(Fd.owning(two.get(ValueLayout.JAVA_INT, 4), "socket pair"))
      };
    }
  }

  /** Its descriptor, for a poller; closed with this. */
  public Fd fd() {
    return fd;
  }

  /** Sends all of the buffer as one packet (EMSGSIZE if it is too long). Blocks. */
  public void send(ByteBuffer packet) throws SyscallException {
    Call.check("send", fd.toString(), send(packet, NOSIGNAL));
  }

  /** As {@link #send}; false, and nothing sent, if that would block. */
  public boolean trySend(ByteBuffer packet) throws SyscallException {
    long n = send(packet, NOSIGNAL | DONTWAIT);
    if (n == -Errno.EAGAIN.number()) {
      return false;
    }
    Call.check("send", fd.toString(), n);
    return true;
  }

  private long send(ByteBuffer packet, int flags) {
    try (Call c = new Call()) {
      int n = fd.number();
      return Buffers.out(
          c,
          packet,
          Integer.MAX_VALUE,
          m -> c.retry(Nr.SENDTO, n, m.address(), m.byteSize(), flags, 0, 0));
    }
  }

  /**
   * Receives one packet. Blocks.
   *
   * @param buffer with room for the longest packet that is expected
   * @return its length, -1 at the end (an empty packet looks the same)
   * @throws SyscallException EMSGSIZE if it did not fit: its rest is lost
   */
  public int receive(ByteBuffer buffer) throws SyscallException {
    return received(receive(buffer, TRUNC));
  }

  /** As {@link #receive}; {@link #NOTHING} if that would block. */
  public int tryReceive(ByteBuffer buffer) throws SyscallException {
    long n = receive(buffer, TRUNC | DONTWAIT);
    return n == -Errno.EAGAIN.number() ? NOTHING : received(n);
  }

  private long receive(ByteBuffer buffer, int flags) throws SyscallException {
    if (!buffer.hasRemaining()) {
      throw new IllegalArgumentException("no room in the buffer");
    }
    int room = buffer.remaining();
    try (Call c = new Call()) {
      int number = fd.number();
      long n =
          Buffers.in(
              c, buffer, m -> c.retry(Nr.RECVFROM, number, m.address(), m.byteSize(), flags, 0, 0));
      if (n > room) {
        throw new SyscallException(
            "receive", fd.toString(), Errno.EMSGSIZE.number(), "a packet of " + n + " bytes");
      }
      return n;
    }
  }

  private int received(long n) throws SyscallException {
    Call.check("receive", fd.toString(), n);
    return n == 0 ? -1 : (int) n;
  }

  /** The other side reads the end; receiving goes on. */
  public void shutdownWrite() throws SyscallException {
    try (Call c = new Call()) {
      c.run("shutdown", fd, Nr.SHUTDOWN, fd.number(), WRITE);
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
