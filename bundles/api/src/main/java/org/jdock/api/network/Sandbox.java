package org.jdock.api.network;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container's network as it is. Immutable.
 *
 * @param containerId whose
 * @param id 64 hexadecimal digits
 * @param namespace a file that holds the namespace; null for the host's
 * @param network name of the network
 * @param networkId its id
 * @param endpointId 64 hexadecimal digits
 * @param macAddress empty for none
 * @param address IPv4 without prefix length; empty for none
 * @param prefixLength of the address
 * @param gateway empty for none
 * @param ports published, as they came out
 */
public record Sandbox(
    String containerId,
    String id,
    @Nullable Path namespace,
    String network,
    String networkId,
    String endpointId,
    String macAddress,
    String address,
    int prefixLength,
    String gateway,
    List<SandboxSpec.Port> ports) {
  /** Keeps its own copy. */
  public Sandbox {
    ports = List.copyOf(ports);
  }
}
