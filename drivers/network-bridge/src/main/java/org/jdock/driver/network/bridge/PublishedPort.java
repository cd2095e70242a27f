package org.jdock.driver.network.bridge;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.PortMapping;

/**
 * A port of the host that leads to a container.
 *
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param hostAddress an IPv4 address; {@code 0.0.0.0} for all of the host's
 * @param hostPort 1 to 65535
 * @param address the container's, IPv4
 * @param port the container's
 */
record PublishedPort(String protocol, String hostAddress, int hostPort, String address, int port) {
  /**
   * Reads and checks an endpoint's ports.
   *
   * @throws DriverException UNSUPPORTED for IPv6, INVALID for what can't be
   */
  static List<PublishedPort> of(BridgeNetwork network, EndpointSpec endpoint)
      throws DriverException {
    if (endpoint.ports().isEmpty()) {
      return List.of();
    }
    String address = null;
    for (String text : endpoint.addresses()) {
      Cidr cidr = Cidr.parse(text);
      if (cidr.isV4()) {
        address = cidr.address().getHostAddress();
      }
    }
    if (address == null) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "bridge: ports can only be published to an endpoint with an IPv4 address");
    }
    List<PublishedPort> ports = new ArrayList<>();
    for (PortMapping mapping : endpoint.ports()) {
      ports.add(of(network, mapping, address));
    }
    return List.copyOf(ports);
  }

  private static PublishedPort of(BridgeNetwork network, PortMapping mapping, String address)
      throws DriverException {
    if (!mapping.protocol().matches("tcp|udp|sctp")) {
      throw new DriverException(
          DriverException.Kind.INVALID, "invalid protocol of a port: " + mapping.protocol());
    }
    if (wrong(mapping.hostPort()) || wrong(mapping.containerPort())) {
      throw new DriverException(
          DriverException.Kind.INVALID, "invalid port: " + mapping + ": wanted 1 to 65535");
    }
    InetAddress host =
        Cidr.address(
            mapping.hostAddress().isEmpty() ? network.bindAddress() : mapping.hostAddress());
    if (!(host instanceof Inet4Address)) {
      // The kernel has no route_localnet for IPv6, so ::1 can't be translated.
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "bridge: cannot publish on IPv6 address [" + mapping.hostAddress() + "]");
    }
    return new PublishedPort(
        mapping.protocol(),
        host.getHostAddress(),
        mapping.hostPort(),
        address,
        mapping.containerPort());
  }

  /** One line, for {@link #parse}. */
  String line() {
    return String.join(
        " ", protocol, hostAddress, Integer.toString(hostPort), address, Integer.toString(port));
  }

  /** Reads what {@link #line} wrote. */
  static PublishedPort parse(String line) {
    String[] words = line.split(" ", -1);
    return new PublishedPort(
        words[0], words[1], Integer.parseInt(words[2]), words[3], Integer.parseInt(words[4]));
  }

  private static boolean wrong(int port) {
    return port < 1 || port > 65535;
  }
}
