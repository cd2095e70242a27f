package org.jdock.api.network;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container's network as it is. Immutable. What is said of one network holds for the one that
 * leads out, or else for the first.
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
 * @param endpoints all of its endpoints
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
    List<SandboxSpec.Port> ports,
    List<Endpoint> endpoints) {
  /** Keeps its own copies. */
  public Sandbox {
    ports = List.copyOf(ports);
    endpoints =
        endpoints == null // stored by a version that knew one only
            ? List.of(
                new Endpoint(
                    network, networkId, endpointId, macAddress, address, prefixLength, gateway))
            : List.copyOf(endpoints);
  }

  /** With one endpoint. */
  public Sandbox(
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
    this(
        containerId,
        id,
        namespace,
        network,
        networkId,
        endpointId,
        macAddress,
        address,
        prefixLength,
        gateway,
        ports,
        List.of(
            new Endpoint(
                network, networkId, endpointId, macAddress, address, prefixLength, gateway)));
  }

  /**
   * An endpoint.
   *
   * @param network name of the network
   * @param networkId its id
   * @param endpointId 64 hexadecimal digits
   * @param macAddress empty for none
   * @param address IPv4 without prefix length; empty for none
   * @param prefixLength of the address
   * @param gateway empty for none
   */
  public record Endpoint(
      String network,
      String networkId,
      String endpointId,
      String macAddress,
      String address,
      int prefixLength,
      String gateway) {}
}
