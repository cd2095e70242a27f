package org.jdock.http.internal.listen;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A unix socket by jnr-unixsocket.
 *
 * <p>Needs nothing of OSGi: the launcher opens it on a thread of its own before the framework
 * starts, because the first use of jnr takes a quarter of a second. Opening also runs bytes through
 * a socket pair, so that the first client finds everything loaded.
 */
public final class UnixListener implements Listener {
  private static final Logger LOG = LogManager.getLogger(UnixListener.class);

  /** Longer than any burst; the kernel cuts it to net.core.somaxconn. */
  private static final int BACKLOG = 4096;

  private final SocketFile file;
  private final UnixServerSocketChannel channel;
  private final Poller poller;
  private final Interest accepting;
  private final AtomicBoolean serving = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  private UnixListener(SocketFile file, UnixServerSocketChannel channel, Poller poller) {
    this.file = file;
    this.channel = channel;
    this.poller = poller;
    this.accepting = new Interest(channel, SelectionKey.OP_ACCEPT);
  }

  /**
   * Binds {@code path} and listens. The socket is 0660 and belongs to {@code group} where the host
   * has such a group, else to the process's own.
   *
   * @throws IOException if another process serves the socket (it is named), the path is too long or
   *     taken by something that is no socket, or the kernel refuses
   */
  public static UnixListener open(Path path, String group) throws IOException {
    var file = new SocketFile(path, group);
    file.prepare();
    var channel = UnixServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.socket().bind(new UnixSocketAddress(file.path().toFile()), BACKLOG);
      file.bound();
      var poller = new Poller("unix-poller " + file.path().getFileName());
      try {
        warmUp(poller);
      } catch (IOException | RuntimeException e) {
        poller.release();
        throw e;
      }
      return new UnixListener(file, channel, poller);
    } catch (IOException | RuntimeException e) {
      channel.close();
      file.remove();
      throw e;
    }
  }

  @Override
  public String address() {
    return "unix://" + file.path();
  }

  @Override
  public void serve(Consumer<Duplex> connections) {
    if (!serving.compareAndSet(false, true)) {
      throw new IllegalStateException(address() + " is served already");
    }
    Thread.ofVirtual().name("accept " + address()).start(() -> accept(connections));
  }

  private void accept(Consumer<Duplex> connections) {
    while (!closed.get()) {
      try {
        var client = channel.accept();
        if (client == null) {
          poller.awaitRead(accepting, 0);
        } else {
          connections.accept(new UnixDuplex(client, poller, address()));
        }
      } catch (IOException | RuntimeException e) {
        if (!closed.get()) {
          // Out of descriptors, most likely: others must get a chance to close theirs.
          LOG.warn("A connection to {} could not be accepted", address(), e);
          LockSupport.parkNanos(100_000_000);
        }
      }
    }
  }

  /** Removes the socket file too. Connections that are still open live on. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    file.remove();
    accepting.end();
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("Closing {}", address(), e);
    }
    poller.touch(accepting);
    poller.release();
  }

  private static void warmUp(Poller poller) throws IOException {
    var pair = UnixSocketChannel.pair();
    try (var left = new UnixDuplex(pair[0], poller, "warm-up");
        var right = new UnixDuplex(pair[1], poller, "warm-up")) {
      var late = Thread.startVirtualThread(() -> answer(right));
      left.in().read(new byte[1]);
      late.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while opening the listener", e);
    }
  }

  private static void answer(Duplex right) {
    try {
      right.out().write(1);
    } catch (IOException e) {
      LOG.debug("The warm-up's end left early", e);
    }
  }
}
