package org.jdock.http.internal.listen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A TCP socket by the JDK, plain: whoever can connect to it is root on this host. */
public final class TcpListener implements Listener {
  private static final Logger LOG = LogManager.getLogger(TcpListener.class);
  private static final int BACKLOG = 1024;

  private final ServerSocket socket;
  private final String address;
  private final AtomicBoolean serving = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  private TcpListener(ServerSocket socket) {
    this.socket = socket;
    var ip = socket.getInetAddress().getHostAddress();
    this.address =
        "tcp://" + (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + socket.getLocalPort();
  }

  /**
   * Binds and listens, with a warning when others than this host can connect.
   *
   * @param host a name or an address of this host
   * @param port 0 to let the kernel choose
   */
  public static TcpListener open(String host, int port) throws IOException {
    var at = InetAddress.getByName(host);
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(at, port), BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw new IOException(
          "cannot listen on tcp://%s:%d: %s".formatted(host, port, e.getMessage()), e);
    }
    var listener = new TcpListener(socket);
    if (!at.isLoopbackAddress()) {
      LOG.warn(
          "{} asks for no authentication: whoever reaches it over the network is root on this host",
          listener.address());
    }
    return listener;
  }

  @Override
  public String address() {
    return address;
  }

  /** The port it is bound to. */
  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void serve(Consumer<Duplex> connections) {
    if (!serving.compareAndSet(false, true)) {
      throw new IllegalStateException(address + " is served already");
    }
    Thread.ofVirtual().name("accept " + address).start(() -> accept(connections));
  }

  private void accept(Consumer<Duplex> connections) {
    while (!closed.get()) {
      try {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        client.setKeepAlive(true);
        connections.accept(new TcpDuplex(client, address));
      } catch (IOException | RuntimeException e) {
        if (!closed.get()) {
          LOG.warn("A connection to {} could not be accepted", address, e);
          LockSupport.parkNanos(100_000_000);
        }
      }
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.warn("Closing {}", address, e);
      }
    }
  }
}
