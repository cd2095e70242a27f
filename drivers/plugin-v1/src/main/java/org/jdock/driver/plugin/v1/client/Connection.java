package org.jdock.driver.plugin.v1.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A connection on which nothing waits longer than its limit: a JDK channel on a Unix socket has no
 * time limits of its own, so it does not block, and a selector waits. Not thread-safe.
 */
final class Connection extends InputStream {
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024).flip();
  private final String peer;
  private long deadline;

  private Connection(SocketChannel channel, String peer, Duration limit) throws IOException {
    this.channel = channel;
    this.peer = peer;
    this.deadline = System.nanoTime() + limit.toNanos();
    channel.configureBlocking(false);
    this.selector = Selector.open();
    try {
      this.key = channel.register(selector, 0);
    } catch (IOException e) {
      selector.close();
      throw e;
    }
  }

  /**
   * Connects.
   *
   * @throws IOException when nobody listens, or does not answer in time
   */
  static Connection open(Address address, Duration limit) throws IOException {
    SocketAddress to = address.socket();
    if (to instanceof InetSocketAddress inet && inet.isUnresolved()) {
      throw new UnknownHostException(inet.getHostString() + " is not known");
    }
    SocketChannel channel =
        to instanceof InetSocketAddress
            ? SocketChannel.open()
            : SocketChannel.open(java.net.StandardProtocolFamily.UNIX);
    try {
      var connection = new Connection(channel, address.toString(), limit);
      try {
        connection.connect(to);
        return connection;
      } catch (IOException e) {
        connection.selector.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void connect(SocketAddress to) throws IOException {
    if (!channel.connect(to)) {
      do {
        await(SelectionKey.OP_CONNECT);
      } while (!channel.finishConnect());
    }
  }

  /** From now on everything together may take so long. */
  void limit(Duration limit) {
    deadline = System.nanoTime() + limit.toNanos();
  }

  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  private boolean fill() throws IOException {
    buffer.clear();
    try {
      int n = channel.read(buffer);
      while (n == 0) {
        await(SelectionKey.OP_READ);
        n = channel.read(buffer);
      }
      return n > 0;
    } finally {
      buffer.flip();
    }
  }

  private void await(int operation) throws IOException {
    key.interestOps(operation);
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0 || (selector.select(left) == 0 && deadline - System.nanoTime() <= 0)) {
      throw new TimeLimitException("no answer from " + peer + " in time");
    }
    selector.selectedKeys().clear();
    if (Thread.interrupted()) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + peer);
    }
  }

  @Override
  public int read() throws IOException {
    return buffer.hasRemaining() || fill() ? Byte.toUnsignedInt(buffer.get()) : -1;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!buffer.hasRemaining() && !fill()) {
      return -1;
    }
    int n = Math.min(length, buffer.remaining());
    buffer.get(into, at, n);
    return n;
  }

  @Override
  public void close() throws IOException {
    try (selector) {
      channel.close();
    }
  }
}
