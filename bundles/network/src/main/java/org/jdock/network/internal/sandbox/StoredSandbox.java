package org.jdock.network.internal.sandbox;

import java.nio.file.Path;
import java.util.List;
import org.jdock.api.network.Sandbox;
import org.jdock.api.network.SandboxSpec;
import org.jdock.network.internal.network.Network;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.PortMapping;
import org.jdock.spi.network.Sandboxing;

/**
 * A sandbox as it is stored.
 *
 * @param containerId whose
 * @param containerName without a leading slash
 * @param id 64 hexadecimal digits
 * @param sandboxing what its network's driver said
 * @param network its network as it was then
 * @param endpointId 64 hexadecimal digits
 * @param macAddress empty for none
 * @param address IPv4; empty for none
 * @param ports published
 */
record StoredSandbox(
    String containerId,
    String containerName,
    String id,
    Sandboxing sandboxing,
    Network network,
    String endpointId,
    String macAddress,
    String address,
    List<Port> ports) {
  /**
   * A published port.
   *
   * @param given the host address that the user gave; empty for none
   * @param hostAddress the one that holds
   */
  record Port(String protocol, int containerPort, String given, String hostAddress, int hostPort) {}

  StoredSandbox {
    ports = List.copyOf(ports);
  }

  boolean connected() {
    return sandboxing == Sandboxing.CONNECTED;
  }

  boolean hasNamespace() {
    return sandboxing != Sandboxing.HOST;
  }

  int prefixLength() {
    return connected()
        ? Integer.parseInt(network.subnet().substring(network.subnet().indexOf('/') + 1))
        : 0;
  }

  /** As its driver wants it. */
  EndpointSpec endpoint(Path namespace) {
    return new EndpointSpec(
        endpointId,
        network.id(),
        containerId,
        namespace,
        "eth0",
        macAddress,
        List.of(address + "/" + prefixLength()),
        true,
        ports.stream()
            .map(p -> new PortMapping(p.protocol(), p.given(), p.hostPort(), p.containerPort()))
            .toList());
  }

  /** As the container bundle wants it. */
  Sandbox shown(Path namespace) {
    return new Sandbox(
        containerId,
        id,
        hasNamespace() ? namespace : null,
        network.name(),
        network.id(),
        endpointId,
        macAddress,
        address,
        prefixLength(),
        connected() ? network.gateway() : "",
        ports.stream()
            .map(p ->
                new SandboxSpec.Port(
                    p.protocol(), p.containerPort(), p.hostAddress(), p.hostPort(), p.hostPort()))
            .toList());
  }
}
