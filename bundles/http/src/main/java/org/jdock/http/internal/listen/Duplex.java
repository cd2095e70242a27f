package org.jdock.http.internal.listen;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A two-way byte stream to one client.
 *
 * <p>One thread may read while another writes; several may write, and each call of {@code write} is
 * then sent whole. Reads and writes block the calling thread only: a virtual thread gives its
 * carrier back. Neither stream buffers, so one {@code write} is one system call where the socket
 * has room for it.
 */
public interface Duplex extends Closeable {
  /** Bytes from the client; -1 once it has closed its sending half. */
  InputStream in();

  /** Bytes to the client. Writing after {@link #shutdownOutput} or to a vanished client throws. */
  OutputStream out();

  /** Ends the sending half: the client reads end-of-stream and may go on sending. */
  void shutdownOutput() throws IOException;

  /**
   * How long a read may wait for its first byte before it throws {@link
   * java.net.SocketTimeoutException}; zero (the default) waits for ever.
   */
  void readTimeout(Duration limit) throws IOException;

  /**
   * Calls {@code gone} once, on a thread of its own, when the client has left for good (and at once
   * if it already has). What the client sent before is still there to be read. Closing the watch
   * forgets {@code gone}; a call that has begun is not waited for.
   */
  Watch onGone(Runnable gone);

  /** Who is at the other end, where the transport can tell. */
  @Nullable Peer peer();

  /** The local address, for messages: {@code unix:///run/jdock/jdock.sock}. */
  String local();

  /**
   * Ends both halves, waking whoever reads or writes. May be called from any thread, repeatedly.
   */
  @Override
  void close();

  /** A registered callback that can be taken back. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
