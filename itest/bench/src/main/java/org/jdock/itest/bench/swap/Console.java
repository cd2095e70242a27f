package org.jdock.itest.bench.swap;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Commands over the console's socket, as {@code jdock …} sends them, without that program's own
 * start (the protocol is described in {@code org.jdock.shell.internal.wire}).
 */
final class Console {
  private static final int REQUEST = 1;
  private static final int END = 3;
  private static final int STDOUT = 16;
  private static final int STDERR = 17;
  private static final int READ = 18;
  private static final int EXIT = 20;

  private final Path socket;

  Console(Path execRoot) {
    socket = execRoot.resolve("console");
  }

  /** Carries a command out; what it printed, unless it failed. */
  String ok(String... command) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      send(channel, REQUEST, request(command));
      var in = new DataInputStream(Channels.newInputStream(channel));
      var printed = new ByteArrayOutputStream();
      while (true) {
        var type = in.readUnsignedByte();
        var payload = in.readNBytes(in.readInt());
        switch (type) {
          case STDOUT, STDERR -> printed.write(payload);
          case READ -> send(channel, END, new byte[0]);
          case EXIT -> {
            var text = printed.toString(StandardCharsets.UTF_8);
            var code = ByteBuffer.wrap(payload).getInt();
            if (code != 0) {
              throw new IOException(
                  "jdock " + String.join(" ", command) + " exited with " + code + ": " + text);
            }
            return text;
          }
          default -> throw new IOException("unexpected frame of type " + type);
        }
      }
    }
  }

  private static byte[] request(String... command) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var data = new DataOutputStream(bytes);
    data.writeByte(1); // the protocol's version
    data.writeByte(0); // no terminals
    string(data, "dumb");
    string(data, "/");
    data.writeInt(command.length);
    for (var word : command) {
      string(data, word);
    }
    return bytes.toByteArray();
  }

  private static void string(DataOutputStream data, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  private static void send(SocketChannel channel, int type, byte[] payload) throws IOException {
    var frame = ByteBuffer.allocate(5 + payload.length);
    frame.put((byte) type).putInt(payload.length).put(payload).flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }
}
