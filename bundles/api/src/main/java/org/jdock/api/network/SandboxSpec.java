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
 */
public record SandboxSpec(
    String containerId, String containerName, String network, String macAddress, List<Port> ports) {
  /** Keeps its own copy. */
  public SandboxSpec {
    ports = List.copyOf(ports);
  }

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
