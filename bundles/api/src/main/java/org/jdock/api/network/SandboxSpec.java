package org.jdock.api.network;

import java.util.List;

/**
 * A sandbox as it shall be.
 *
 * @param containerId 64 hexadecimal digits
 * @param containerName without a leading slash
 * @param network a network's name or id, {@code default} for the default bridge
 * @param macAddress empty to derive it
 * @param ports to publish
 * @param endpoints what is wanted on the network, and on others that are to be joined as well
 */
public record SandboxSpec(
    String containerId,
    String containerName,
    String network,
    String macAddress,
    List<Port> ports,
    List<Endpoint> endpoints) {
  /** Keeps its own copies. */
  public SandboxSpec {
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
  }

  /** On one network, without wishes. */
  public SandboxSpec(
      String containerId,
      String containerName,
      String network,
      String macAddress,
      List<Port> ports) {
    this(containerId, containerName, network, macAddress, ports, List.of());
  }

  /**
   * What a container wants on one network.
   *
   * @param network its name or id
   * @param address IPv4; empty for any
   * @param macAddress empty to derive it
   */
  public record Endpoint(String network, String address, String macAddress) {}

  /**
   * A port to publish.
   *
   * @param protocol {@code tcp}, {@code udp} or {@code sctp}
   * @param containerPort 1 to 65535
   * @param hostAddress empty for all
   * @param hostPort 0 to choose a free one
   * @param hostPortEnd the end of a range to choose from, at least {@code hostPort}
   */
  public record Port(
      String protocol, int containerPort, String hostAddress, int hostPort, int hostPortEnd) {}
}
