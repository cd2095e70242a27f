package org.jdock.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.http.internal.listen.Listener;
import org.jdock.http.internal.listen.TcpListener;
import org.jdock.http.internal.listen.UnixListener;

/**
 * The sockets of the API, listening from the moment they are opened: clients wait, unrefused, until
 * they are served. Needs nothing of OSGi, so that it can be opened while the framework starts.
 */
public final class Sockets implements AutoCloseable {
  private static final String GROUP = "docker";
  private static final int TCP_PORT = 2375;

  private final List<Listener> listeners;

  private Sockets(List<Listener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Opens all or none. Blocks for as long as the first use of the native library takes.
   *
   * @param hosts in the form of Docker's {@code -H}: {@code unix:///path}, {@code tcp://host:port}
   * @throws IOException if one of them is malformed, in use or refused; its message names it
   */
  public static Sockets open(List<String> hosts) throws IOException {
    var opened = new ArrayList<Listener>();
    try {
      for (var host : hosts) {
        opened.add(listen(host));
      }
      return new Sockets(opened);
    } catch (IOException | RuntimeException e) {
      opened.forEach(Listener::close);
      throw e;
    }
  }

  /** Where clients find them, in the form of Docker's {@code -H}. */
  public List<String> addresses() {
    return listeners.stream().map(Listener::address).toList();
  }

  /** For the server. */
  List<Listener> listeners() {
    return listeners;
  }

  /** Stops accepting and removes socket files. Idempotent. */
  @Override
  public void close() {
    listeners.forEach(Listener::close);
  }

  private static Listener listen(String host) throws IOException {
    if (host.startsWith("unix://") && host.length() > "unix://".length()) {
      return UnixListener.open(Path.of(host.substring("unix://".length())), GROUP);
    }
    if (host.startsWith("tcp://")) {
      var rest = host.substring("tcp://".length());
      int colon = rest.endsWith("]") ? -1 : rest.lastIndexOf(':');
      var name = (colon < 0 ? rest : rest.substring(0, colon)).replaceAll("^\\[|]$", "");
      try {
        int port = colon < 0 ? TCP_PORT : Integer.parseInt(rest.substring(colon + 1));
        if (port >= 0 && port <= 0xffff) {
          return TcpListener.open(name.isEmpty() ? "127.0.0.1" : name, port);
        }
      } catch (NumberFormatException e) {
        throw new IOException(malformed(host), e);
      }
    }
    throw new IOException(malformed(host));
  }

  private static String malformed(String host) {
    return "malformed host \"%s\": unix:///path or tcp://host:port is possible".formatted(host);
  }
}
