package org.jdock.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.http.internal.listen.Ahead;
import org.jdock.http.internal.listen.Listener;
import org.jdock.http.internal.listen.TcpListener;
import org.jdock.http.internal.listen.UnixListener;

/**
 * The API's listening sockets. They are opened before the framework starts, which hides how long
 * that takes; clients that connect wait in the kernel's queue until the API serves. Thread-safe.
 */
public final class Sockets implements AutoCloseable {
  private static final String GROUP = "docker";
  private static final String UNIX = "unix://";
  private static final String TCP = "tcp://";

  private final List<String> hosts;
  private final List<String> addresses;
  private List<Listener> opened;

  private Sockets(List<String> hosts, List<Listener> opened) {
    this.hosts = hosts;
    this.opened = opened;
    this.addresses = opened.stream().map(Listener::address).toList();
  }

  /**
   * Loads what unix sockets need, on a thread of its own: that takes as long as the framework, and
   * need not wait for a configuration. Logs nothing, and tells no failure: {@link #open} will.
   */
  public static void prepare() {
    Thread.ofPlatform().name("sockets-ahead").daemon().start(Ahead::load);
  }

  /**
   * Opens all of them, or none.
   *
   * @param hosts {@code unix:///path} (mode 0660, group docker where there is one) or {@code
   *     tcp://address:port}, port 0 to choose a free one
   * @throws IOException which of them can't be opened, and why
   */
  public static Sockets open(List<String> hosts) throws IOException {
    var copy = List.copyOf(hosts);
    if (copy.isEmpty()) {
      throw new IOException("no host to listen on: give at least one, such as unix:///run/x.sock");
    }
    return new Sockets(copy, openAll(copy));
  }

  /** Where they listen, in the order of the hosts, with the ports that were chosen. */
  public List<String> addresses() {
    return addresses;
  }

  /** Closes those that serve no one yet, and removes the socket files. Idempotent. */
  @Override
  public synchronized void close() {
    opened.forEach(Listener::close);
    opened = List.of();
  }

  /**
   * Hands the listeners over to who will serve and close them. They are opened anew when an earlier
   * server has had them.
   */
  synchronized List<Listener> take() throws IOException {
    var all = opened.isEmpty() ? openAll(hosts) : opened;
    opened = List.of();
    return all;
  }

  private static List<Listener> openAll(List<String> hosts) throws IOException {
    var all = new ArrayList<Listener>();
    try {
      for (var host : hosts) {
        all.add(openOne(host));
      }
      return List.copyOf(all);
    } catch (IOException | RuntimeException e) {
      all.forEach(Listener::close);
      throw e;
    }
  }

  private static Listener openOne(String host) throws IOException {
    if (host.startsWith(UNIX)) {
      var path = host.substring(UNIX.length());
      if (!path.startsWith("/")) {
        throw new IOException("cannot listen on %s: the path must be absolute".formatted(host));
      }
      return UnixListener.open(Path.of(path), GROUP);
    }
    if (host.startsWith(TCP)) {
      var at = host.substring(TCP.length());
      int colon = at.lastIndexOf(':');
      if (colon <= 0 || !at.substring(colon + 1).matches("[0-9]{1,5}")) {
        throw new IOException("cannot listen on %s: expected tcp://address:port".formatted(host));
      }
      int port = Integer.parseInt(at.substring(colon + 1));
      if (port > 65535) {
        throw new IOException("cannot listen on %s: no such port".formatted(host));
      }
      var name = at.substring(0, colon);
      boolean bracketed = name.startsWith("[") && name.endsWith("]");
      return TcpListener.open(bracketed ? name.substring(1, name.length() - 1) : name, port);
    }
    throw new IOException(
        "cannot listen on %s: expected unix:///path or tcp://address:port".formatted(host));
  }
}
