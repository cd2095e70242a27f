package org.jdock.launcher.training;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests that a daemon makes to itself, so that what they need is in the cache. */
public final class Rehearsal {
  private static final String UNIX = "unix://";

  private static final List<String> PATHS =
      List.of(
          "/_ping",
          "/v1.47/version",
          "/v1.47/info",
          "/v1.47/containers/json?all=1",
          "/v1.47/images/json",
          "/v1.47/networks",
          "/v1.47/volumes",
          "/v1.47/containers/none/json",
          "/v1.47/images/none/json");

  private Rehearsal() {}

  /** Makes them, one connection each, and ignores what is answered. */
  public static void run(List<String> addresses) throws IOException {
    for (var address : addresses) {
      if (address.startsWith(UNIX)) {
        for (var path : PATHS) {
          get(UnixDomainSocketAddress.of(address.substring(UNIX.length())), path);
        }
      }
    }
  }

  private static void get(UnixDomainSocketAddress address, String path) throws IOException {
    var request = "GET %s HTTP/1.1\r\nHost: jdock\r\nConnection: close\r\n\r\n".formatted(path);
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(address);
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      var answer = ByteBuffer.allocate(1 << 14);
      while (channel.read(answer) >= 0) {
        answer.clear();
      }
    }
  }
}
