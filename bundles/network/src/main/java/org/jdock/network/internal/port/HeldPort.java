package org.jdock.network.internal.port;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.NetworkChannel;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** A host port that is reserved. */
public final class HeldPort {
  private static final Logger LOG = LogManager.getLogger(HeldPort.class);

  private final String protocol;
  private final InetAddress host;
  private final int port;
  private final @Nullable NetworkChannel socket;

  /** With the socket that holds it; null when somebody else has it. */
  HeldPort(String protocol, InetAddress host, int port, @Nullable NetworkChannel socket) {
    this.protocol = protocol;
    this.host = host;
    this.port = port;
    this.socket = socket;
  }

  /** 1 to 65535. */
  public int port() {
    return port;
  }

  boolean conflicts(String otherProtocol, InetAddress otherHost, int otherPort) {
    return protocol.equals(otherProtocol)
        && port == otherPort
        && (host.isAnyLocalAddress() || otherHost.isAnyLocalAddress() || host.equals(otherHost));
  }

  void close() {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.warn("The socket that held port {} can't be closed", port, e);
      }
    }
  }
}
