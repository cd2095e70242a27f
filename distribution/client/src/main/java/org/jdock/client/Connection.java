package org.jdock.client;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Frames to and from the daemon. One thread receives; any may send. */
final class Connection implements Closeable {
  static final int REQUEST = 1;
  static final int STDIN = 2;
  static final int END = 3;
  static final int SIZE = 4;
  static final int SIGNAL = 5;
  static final int STDOUT = 16;
  static final int STDERR = 17;
  static final int READ = 18;
  static final int RAW = 19;
  static final int EXIT = 20;

  private static final int HEADER = 5;
  private static final int LONGEST = 1 << 20;

  private final SocketChannel channel;
  private ByteBuffer received = ByteBuffer.allocate(1 << 14).limit(0);

  private Connection(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects to the console's socket. */
  static Connection open(Path socket) throws IOException {
    SocketChannel channel;
    try {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    } catch (ConnectException e) {
      throw new NoDaemonException(e, false);
    } catch (IOException e) {
      // The JDK tells "no such file" and "permission denied" apart in the message only.
      throw new NoDaemonException(e, Files.exists(socket) || hidden(socket));
    }
    return new Connection(channel);
  }

  private static boolean hidden(Path socket) {
    Path parent = socket.getParent();
    return parent != null && Files.exists(parent) && !Files.isExecutable(parent);
  }

  /** Sends one frame. */
  synchronized void send(int type, byte[] payload, int length) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEADER + length);
    frame.put((byte) type).putInt(length).put(payload, 0, length).flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  /**
   * Waits for the next frame.
   *
   * @return its payload, after the type; valid until the next call
   */
  ByteBuffer receive() throws IOException {
    fill(HEADER);
    int type = received.get(received.position());
    int length = received.getInt(received.position() + 1);
    if (length < 0 || length > LONGEST) {
      throw new IOException("frame of " + length + " bytes of type " + type);
    }
    fill(HEADER + length);
    ByteBuffer frame = received.slice(received.position(), HEADER + length);
    received.position(received.position() + HEADER + length);
    return frame;
  }

  private void fill(int wanted) throws IOException {
    if (received.remaining() >= wanted) {
      return;
    }
    if (received.capacity() < wanted) {
      received = ByteBuffer.allocate(wanted).put(received);
    } else {
      received.compact();
    }
    while (received.position() < wanted) {
      if (channel.read(received) < 0) {
        throw new EOFException("it ended in the middle of the command");
      }
    }
    received.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
