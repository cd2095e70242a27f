package org.jdock.network.internal.port;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Host ports, each held by a socket that is bound but does not listen: nobody else can have the
 * port, and who connects before the rule is there is refused rather than left hanging. The sockets
 * do not allow reuse, or two daemons could hold the same port. Thread-safe.
 */
public final class PortTable implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(PortTable.class);

  private final List<HeldPort> held = new ArrayList<>();

  /** A port is taken, or all of a range. */
  public static final class Taken extends Exception {
    private static final long serialVersionUID = 1L;

    Taken(String message) {
      super(message);
    }
  }

  /**
   * Reserves a port.
   *
   * @param protocol {@code tcp} or {@code udp}
   * @param address of the host, {@code 0.0.0.0} for all
   * @param from 0 for any free one
   * @param to the end of the range
   * @throws Taken in Docker's words
   * @throws ProblemException UNSUPPORTED for other protocols, INVALID for what is no address
   */
  public HeldPort reserve(String protocol, String address, int from, int to) throws Taken {
    check(protocol);
    InetAddress host = address(address);
    if (from == 0) {
      return any(protocol, host);
    }
    for (int port = from; port <= Math.max(from, to); port++) {
      try {
        return take(protocol, host, port);
      } catch (BindException e) {
        LOG.debug("Port {}:{}/{} can't be had", address, port, protocol, e);
        if (!inUse(e)) {
          throw new Taken(
              "failed to bind host port for "
                  + shown(host, port)
                  + "/"
                  + protocol
                  + ": "
                  + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        }
      }
    }
    throw new Taken(
        to > from
            ? "all ports are allocated"
            : "Bind for " + shown(host, from) + " failed: port is already allocated");
  }

  private HeldPort any(String protocol, InetAddress host) throws Taken {
    try {
      return take(protocol, host, 0);
    } catch (BindException e) {
      throw new Taken("no free host port on " + host.getHostAddress() + ": " + e.getMessage());
    }
  }

  private synchronized HeldPort take(String protocol, InetAddress host, int port)
      throws BindException {
    if (held.stream().anyMatch(h -> h.conflicts(protocol, host, port))) {
      throw new BindException("Address already in use");
    }
    NetworkChannel socket = bind(protocol, host, port);
    try {
      int bound = ((InetSocketAddress) socket.getLocalAddress()).getPort();
      HeldPort mine = new HeldPort(protocol, host, bound, socket);
      held.add(mine);
      return mine;
    } catch (IOException e) {
      throw ProblemException.failed("a reserved port can't be read back: " + e, e);
    }
  }

  /**
   * Takes a port again that is published already. When a stranger has it, the rule stays and only
   * this daemon's own containers are kept from it.
   */
  public synchronized HeldPort retake(String protocol, String address, int port) {
    InetAddress host = address(address);
    @Nullable NetworkChannel socket = null;
    try {
      socket = bind(protocol, host, port);
    } catch (BindException e) {
      LOG.warn(
          "Port {}/{} is published to a container, but another program holds it too: {}",
          shown(host, port),
          protocol,
          e.getMessage());
    }
    HeldPort mine = new HeldPort(protocol, host, port, socket);
    held.add(mine);
    return mine;
  }

  /** Gives a port back; again does nothing. */
  public synchronized void release(HeldPort port) {
    held.remove(port);
    port.close();
  }

  private static NetworkChannel bind(String protocol, InetAddress host, int port)
      throws BindException {
    ProtocolFamily family =
        host instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    try {
      NetworkChannel socket =
          protocol.equals("udp") ? DatagramChannel.open(family) : SocketChannel.open(family);
      try {
        return socket.bind(new InetSocketAddress(host, port));
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (BindException e) {
      throw e;
    } catch (IOException e) {
      throw ProblemException.failed("port " + shown(host, port) + " can't be reserved: " + e, e);
    }
  }

  private static void check(String protocol) {
    if (!protocol.equals("tcp") && !protocol.equals("udp")) {
      throw ProblemException.unsupported(
          "ports of protocol " + protocol + " can't be published: only tcp and udp can");
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("invalid IP address of a published port: " + text);
    }
  }

  private static boolean inUse(BindException e) {
    return String.valueOf(e.getMessage()).contains("already in use");
  }

  private static String shown(InetAddress host, int port) {
    return host instanceof Inet4Address
        ? host.getHostAddress() + ":" + port
        : "[" + host.getHostAddress() + "]:" + port;
  }

  /** Gives all back. */
  @Override
  public synchronized void close() {
    held.forEach(HeldPort::close);
    held.clear();
  }
}
