package org.jdock.http.internal.listen;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** A connected TCP socket of the JDK's, on which virtual threads park by themselves. */
final class TcpDuplex implements Duplex {
  private static final Logger LOG = LogManager.getLogger(TcpDuplex.class);

  private final Socket socket;
  private final String local;
  private final ReadAhead in;
  private final OutputStream out;

  TcpDuplex(Socket socket, String local) throws IOException {
    this.socket = socket;
    this.local = local;
    this.in = new ReadAhead(socket.getInputStream());
    this.out = new Out(socket.getOutputStream());
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void readTimeout(Duration limit) throws IOException {
    socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
  }

  /**
   * {@inheritDoc}
   *
   * <p>TCP tells a client's half-close and its departure apart only when one writes, so the end of
   * its stream counts as departure, as it does for Docker.
   */
  @Override
  public Watch onGone(Runnable gone) {
    return in.onEnd(gone);
  }

  @Override
  public @Nullable Peer peer() {
    return null;
  }

  @Override
  public String local() {
    return local;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("Closing a connection on {}", local, e);
    }
  }

  /** Keeps concurrent writes whole: the JDK's stream sends a large array in pieces. */
  private static final class Out extends OutputStream {
    private final OutputStream to;
    private final ReentrantLock lock = new ReentrantLock();

    Out(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      Objects.checkFromIndexSize(off, len, b.length);
      lock.lock();
      try {
        to.write(b, off, len);
      } finally {
        lock.unlock();
      }
    }
  }
}
