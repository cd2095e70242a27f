package org.jdock.shell.internal.console;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.jdock.shell.internal.wire.Frame;
import org.jdock.shell.internal.wire.Request;

/**
 * One client: three virtual threads. This one reads frames, one carries out the command, one writes
 * frames.
 */
final class ClientConnection {
  private final SocketChannel channel;
  private final ConsoleSessions sessions;

  ClientConnection(SocketChannel channel, ConsoleSessions sessions) {
    this.channel = channel;
    this.sessions = sessions;
  }

  /** Serves it until it goes. */
  void run() throws IOException {
    DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
    Frame first = Frame.read(in);
    if (first == null) {
      return;
    }
    Request request = Request.of(first);
    Outbox outbox = new Outbox(output());
    Thread writer = Thread.ofVirtual().name("console-write").start(outbox);
    ClientIo[] io = new ClientIo[1];
    Thread command =
        Thread.ofVirtual().name("console-command").unstarted(() -> outbox.end(carryOut(io[0])));
    io[0] = new ClientIo(request, outbox, command);
    command.start();
    try {
      Frame frame;
      while ((frame = Frame.read(in)) != null) {
        io[0].take(frame);
      }
    } finally {
      // Gone, whether the command is done or not.
      command.interrupt();
      join(command);
      join(writer);
    }
  }

  private int carryOut(ClientIo io) {
    return sessions.run(io);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Unlike the JDK's stream for a channel, it writes while another thread reads. */
  private OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    };
  }
}
