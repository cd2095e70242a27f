package org.jdock.linux.net;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Buffers;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;
import org.jspecify.annotations.Nullable;

/** A NETLINK_ROUTE socket: requests, acknowledgements and replies of many parts (netlink(7)). */
final class NetlinkSocket implements AutoCloseable {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
  private static final int SOL_NETLINK = 270;
  private static final int CAP_ACK = 10;
  private static final int EXT_ACK = 11;
  private static final int MSG_TRUNC = 0x20;
  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final int MULTI = 2;
  private static final int INTERRUPTED = 0x10;
  private static final int CAPPED = 0x100;
  private static final int HAS_TEXT = 0x200;
  private static final int HEADER = 16;
  private static final int DUMP_TRIES = 8;

  private final Fd fd;
  private final ByteBuffer replies =
      ByteBuffer.allocateDirect(64 * 1024).order(ByteOrder.nativeOrder());
  private int sequence;

  private NetlinkSocket(Fd fd) {
    this.fd = fd;
  }

  static NetlinkSocket open() throws SyscallException {
    try (Call c = new Call()) {
      long n = c.run("socket", "netlink", Nr.SOCKET, AF_NETLINK, SOCK_RAW_CLOEXEC, 0);
      Fd fd = Fd.owning((int) n, "netlink");
      try {
        var on = c.memory(4);
        on.set(ValueLayout.JAVA_INT, 0, 1);
        for (int option : new int[] {CAP_ACK, EXT_ACK}) {
          c.run("setsockopt", fd, Nr.SETSOCKOPT, fd.number(), SOL_NETLINK, option, on.address(), 4);
        }
        return new NetlinkSocket(fd);
      } catch (SyscallException e) {
        fd.close();
        throw e;
      }
    }
  }

  /** Sends what is acknowledged and answers nothing else. */
  void change(String what, Message message) throws SyscallException {
    send(what, message);
    receive(what, body -> null, new ArrayList<Object>());
  }

  /** Sends a question; what the reader makes of each part of the answer, after its header. */
  <T> List<T> ask(String what, Function<ByteBuffer, @Nullable T> reader, Message message)
      throws SyscallException {
    for (int i = 0; ; i++) {
      var found = new ArrayList<T>();
      send(what, message);
      if (receive(what, reader, found)) {
        return found;
      }
      if (i == DUMP_TRIES) { // it changed while it was listed, each time
        throw new SyscallException(what, null, Errno.EAGAIN.number());
      }
    }
  }

  private void send(String what, Message message) throws SyscallException {
    ByteBuffer data = message.finish(++sequence);
    try (Call c = new Call()) {
      int n = fd.number();
      long r = Buffers.out(c, data, m -> c.retry(Nr.SENDTO, n, m.address(), m.byteSize(), 0, 0, 0));
      Call.check(what, null, r);
    }
  }

  /** Reads to the end of the answer; false if it is inconsistent and has to be asked for again. */
  private <T> boolean receive(String what, Function<ByteBuffer, @Nullable T> reader, List<T> into)
      throws SyscallException {
    boolean consistent = true;
    while (true) {
      fill(what);
      while (replies.remaining() >= HEADER) {
        int start = replies.position();
        int length = replies.getInt(start);
        int type = Short.toUnsignedInt(replies.getShort(start + 4));
        int flags = Short.toUnsignedInt(replies.getShort(start + 6));
        if (length < HEADER || length > replies.remaining()) {
          throw new SyscallException(what, null, Errno.EBADMSG.number());
        }
        ByteBuffer body =
            replies.slice(start + HEADER, length - HEADER).order(ByteOrder.nativeOrder());
        boolean ours = replies.getInt(start + 8) == sequence;
        replies.position(Math.min(replies.limit(), start + (length + 3) / 4 * 4));
        if (!ours) { // left over from a question that failed half way
          continue;
        }
        consistent &= (flags & INTERRUPTED) == 0;
        if (type == ERROR || type == DONE) {
          check(what, type, flags, body);
          return consistent;
        }
        T part = reader.apply(body);
        if (part != null) {
          into.add(part);
        }
        if ((flags & MULTI) == 0) {
          return consistent;
        }
      }
    }
  }

  private void fill(String what) throws SyscallException {
    replies.clear();
    try (Call c = new Call()) {
      int n = fd.number();
      long r =
          Buffers.in(
              c, replies, m -> c.retry(Nr.RECVFROM, n, m.address(), m.byteSize(), MSG_TRUNC, 0, 0));
      if (Call.check(what, null, r) > replies.capacity()) {
        throw new SyscallException(what, null, Errno.EMSGSIZE.number());
      }
    }
    replies.flip();
  }

  private static void check(String what, int type, int flags, ByteBuffer body)
      throws SyscallException {
    int error = body.remaining() >= 4 ? body.getInt() : 0;
    if (error >= 0) {
      return;
    }
    String text = null;
    if ((flags & HAS_TEXT) != 0) {
      int skip = type == DONE ? 0 : (flags & CAPPED) != 0 ? HEADER : body.getInt(4);
      if (skip >= 0 && skip <= body.remaining()) {
        body.position(body.position() + skip);
        text = new Attributes(body).text(1);
      }
    }
    throw new SyscallException(what, null, -error, text);
  }

  @Override
  public void close() {
    fd.close();
  }
}
