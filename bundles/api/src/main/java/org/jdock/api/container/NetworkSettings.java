package org.jdock.api.container;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container's network as inspect shows it; the fields are those of the Engine API. */
public record NetworkSettings(
    String bridge,
    String sandboxId,
    String sandboxKey,
    Map<String, List<HostConfig.PortBinding>> ports,
    String endpointId,
    String gateway,
    String ipAddress,
    int ipPrefixLen,
    String macAddress,
    Map<String, EndpointSettings> networks) {
  /** One network of a container. */
  public record EndpointSettings(
      @Nullable List<String> aliases,
      String networkId,
      String endpointId,
      String gateway,
      String ipAddress,
      int ipPrefixLen,
      String macAddress) {}
}
