package org.jdock.http.internal.listen;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A connected unix socket: non-blocking system calls, and waiting on the {@link Poller}.
 *
 * <p>The descriptor is closed only with both locks held, so that no read or write can fall on a
 * descriptor number that the kernel has meanwhile given to somebody else.
 */
final class UnixDuplex implements Duplex {
  private static final Logger LOG = LogManager.getLogger(UnixDuplex.class);

  private final UnixSocketChannel channel;
  private final Poller poller;
  private final String local;
  private final Peer peer;
  private final Interest interest;
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final InputStream in = new In();
  private final OutputStream out = new Out();
  private volatile long readNanos;

  /** Takes over {@code channel}; closes it if this constructor throws. */
  UnixDuplex(UnixSocketChannel channel, Poller poller, String local) throws IOException {
    this.channel = channel;
    this.poller = poller;
    this.local = local;
    this.interest = new Interest(channel, SelectionKey.OP_READ);
    try {
      channel.configureBlocking(false);
      var cred = channel.getOption(UnixSocketOptions.SO_PEERCRED);
      this.peer = new Peer(cred.getUid(), cred.getGid(), cred.getPid());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    poller.retain();
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
  public void readTimeout(Duration limit) {
    readNanos = limit.toNanos();
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public String local() {
    return local;
  }

  @Override
  public void shutdownOutput() throws IOException {
    writing.lock();
    try {
      requireOpen();
      channel.shutdownOutput();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public Watch onGone(Runnable gone) {
    // Once only, and by whoever comes first: the poller, this method, or nobody if taken back.
    var live = new AtomicBoolean(true);
    Runnable once =
        () -> {
          if (live.compareAndSet(true, false)) {
            gone.run();
          }
        };
    if (!interest.gone.compareAndSet(null, once)) {
      throw new IllegalStateException("this connection is already watched");
    }
    if (interest.over) {
      var mine = interest.gone.getAndSet(null);
      if (mine != null) {
        Thread.ofVirtual().name("client-gone").start(mine);
      }
    } else {
      poller.touch(interest);
    }
    return () -> {
      live.set(false);
      interest.gone.compareAndSet(once, null);
    };
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    // Before the descriptor goes: poll(2) in the poller holds the socket itself open, and the
    // client would wait for its end-of-stream until something else woke the poller.
    try {
      channel.shutdownOutput();
      channel.shutdownInput();
    } catch (IOException e) {
      LOG.trace("The client was gone before the connection was closed", e);
    }
    interest.end();
    reading.lock();
    writing.lock();
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("Closing a connection on {}", local, e);
    } finally {
      writing.unlock();
      reading.unlock();
    }
    poller.touch(interest);
    poller.release();
  }

  private void requireOpen() throws SocketException {
    if (closed.get()) {
      throw new SocketException("connection closed");
    }
  }

  private int read(ByteBuffer to) throws IOException {
    reading.lock();
    try {
      while (true) {
        requireOpen();
        int n = channel.read(to);
        if (n != 0) {
          return n;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new SocketException("interrupted while reading");
        }
        poller.awaitRead(interest, readNanos);
      }
    } finally {
      reading.unlock();
    }
  }

  private void write(ByteBuffer from) throws IOException {
    writing.lock();
    try {
      while (true) {
        requireOpen();
        channel.write(from);
        if (!from.hasRemaining()) {
          return;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new SocketException("interrupted while writing");
        }
        poller.awaitWrite(interest);
      }
    } finally {
      writing.unlock();
    }
  }

  private final class In extends InputStream {
    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      Objects.checkFromIndexSize(off, len, b.length);
      return len == 0 ? 0 : UnixDuplex.this.read(ByteBuffer.wrap(b, off, len));
    }
  }

  private final class Out extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      Objects.checkFromIndexSize(off, len, b.length);
      if (len > 0) {
        UnixDuplex.this.write(ByteBuffer.wrap(b, off, len));
      }
    }
  }
}
