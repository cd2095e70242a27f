package org.jdock.driver.plugin.v1.client;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/**
 * Where a plugin listens.
 *
 * @param text {@code unix:///path} or {@code tcp://host:port}
 */
public record Address(String text) {
  private static final String UNIX = "unix://";

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public Address {
    if (text.startsWith(UNIX)) {
      if (!text.startsWith("/", UNIX.length())) {
        throw new IllegalArgumentException(text + " has no absolute path");
      }
    } else {
      URI uri = URI.create(text);
      if (!"tcp".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
        throw new IllegalArgumentException(
            text + " is neither unix:///path nor tcp://host:port; TLS is not supported");
      }
      if (uri.getHost() == null || uri.getPort() < 1) {
        throw new IllegalArgumentException(text + " lacks a host or a port");
      }
    }
  }

  /** A socket in the file system. */
  public static Address of(Path socket) {
    return new Address(UNIX + socket.toAbsolutePath());
  }

  /** What is connected to; asks a name server for the name of a host. */
  SocketAddress socket() {
    if (text.startsWith(UNIX)) {
      return UnixDomainSocketAddress.of(text.substring(UNIX.length()));
    }
    URI uri = URI.create(text);
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  @Override
  public String toString() {
    return text.startsWith(UNIX) ? text.substring(UNIX.length()) : text;
  }
}
