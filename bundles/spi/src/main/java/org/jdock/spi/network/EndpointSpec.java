package org.jdock.spi.network;

import java.nio.file.Path;
import java.util.List;

/**
 * An endpoint as it shall be.
 *
 * @param id the engine's identifier, 64 hexadecimal digits
 * @param networkId the network it belongs to
 * @param containerId the container it serves
 * @param sandbox a file that holds the network namespace
 * @param interfaceName the name inside the sandbox, such as {@code eth0}
 * @param macAddress such as {@code 02:42:ac:11:00:02}
 * @param addresses with prefix length, such as {@code 172.17.0.2/16}; may be empty
 * @param defaultRoute true when the network's gateways shall be the sandbox's default routes
 * @param ports host ports to publish; already reserved
 */
public record EndpointSpec(
    String id,
    String networkId,
    String containerId,
    Path sandbox,
    String interfaceName,
    String macAddress,
    List<String> addresses,
    boolean defaultRoute,
    List<PortMapping> ports) {
  /** Keeps its own copies. */
  public EndpointSpec {
    addresses = List.copyOf(addresses);
    ports = List.copyOf(ports);
  }
}
