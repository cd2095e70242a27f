package org.jdock.network.internal.sandbox;

import java.nio.file.Path;
import java.util.List;
import org.jdock.api.network.Sandbox;
import org.jdock.network.internal.network.Network;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.PortMapping;

/**
 * An endpoint as it is stored.
 *
 * @param network its network as it was when it joined
 * @param id 64 hexadecimal digits
 * @param interfaceName inside the sandbox; empty when there is none
 * @param macAddress empty for none
 * @param address IPv4; empty for none
 */
record StoredEndpoint(
    Network network, String id, String interfaceName, String macAddress, String address) {
  /** Whether its driver joins it. */
  boolean connected() {
    return !interfaceName.isEmpty();
  }

  /** Whether it may be the one that leads out. */
  boolean leadsOut() {
    return connected() && !network.terms().internal();
  }

  /** As its driver wants it. */
  EndpointSpec spec(StoredSandbox sandbox, Path namespace) {
    boolean out = equals(sandbox.gateway());
    return new EndpointSpec(
        id,
        network.id(),
        sandbox.containerId(),
        namespace,
        interfaceName,
        macAddress,
        List.of(address + "/" + network.prefixLength()),
        out,
        out
            ? sandbox.ports().stream()
                .map(p -> new PortMapping(p.protocol(), p.given(), p.hostPort(), p.containerPort()))
                .toList()
            : List.of());
  }

  /** As the container bundle wants it. */
  Sandbox.Endpoint shown() {
    return new Sandbox.Endpoint(
        network.name(),
        network.id(),
        id,
        macAddress,
        address,
        connected() ? network.prefixLength() : 0,
        leadsOut() ? network.gateway() : "");
  }
}
