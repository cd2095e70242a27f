package org.jdock.http.internal.listen;

import java.io.IOException;
import jnr.unixsocket.UnixSocketChannel;

/** Has jnr make its calls of the C library. No logger: it runs before the log is configured. */
public final class Ahead {
  private Ahead() {}

  /** Makes two sockets, and closes them. */
  public static void load() {
    try {
      for (var socket : UnixSocketChannel.pair()) {
        socket.close();
      }
    } catch (IOException | LinkageError e) {
      return; // the listener meets it again, and says so, unless the daemon ends before
    }
  }
}
