package org.jdock.itest.bench.bed;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A request over a unix socket, without a client's own start. */
public final class Api {
  private Api() {}

  /** Sends a request without a body and reads the whole answer. */
  public static String request(String host, String method, String path) throws IOException {
    var address = UnixDomainSocketAddress.of(host.substring("unix://".length()));
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(address);
      var head =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: d\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
      var buffer = ByteBuffer.allocate(64 * 1024);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // goes on until the server closes
      }
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
  }

  /** As the other, and fails unless the status is 2xx. */
  public static void ok(String host, String method, String path) throws IOException {
    var answer = request(host, method, path);
    if (!answer.startsWith("HTTP/1.1 2")) {
      throw new IOException(method + " " + path + ": " + answer);
    }
  }
}
