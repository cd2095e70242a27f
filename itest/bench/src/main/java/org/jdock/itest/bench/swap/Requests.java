package org.jdock.itest.bench.swap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Requests of the Engine API, a connection each. Thread-safe. */
final class Requests {
  private final UnixDomainSocketAddress address;

  Requests(String host) {
    address = UnixDomainSocketAddress.of(host.substring("unix://".length()));
  }

  /** Sends a request and reads the whole answer; its body, unless its status is an error. */
  String ok(String method, String path, String json) throws IOException {
    var body = json.getBytes(StandardCharsets.UTF_8);
    var head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: d\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    try (var channel = SocketChannel.open(address)) {
      write(channel, head.getBytes(StandardCharsets.US_ASCII));
      write(channel, body);
      var answer = read(channel);
      if (!answer.startsWith("HTTP/1.1 2")) {
        throw new IOException(
            method + " " + path + ": " + (answer.isEmpty() ? "no answer" : answer));
      }
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static String read(SocketChannel channel) throws IOException {
    var all = new ByteArrayOutputStream();
    var buffer = ByteBuffer.allocate(16 * 1024);
    while (channel.read(buffer) >= 0) {
      all.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return all.toString(StandardCharsets.UTF_8);
  }
}
