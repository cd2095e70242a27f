package org.jdock.api.container;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container in a list; the fields are those of the Engine API. */
public record ContainerSummary(
    String id,
    List<String> names,
    String image,
    String imageId,
    String command,
    long created,
    List<Port> ports,
    @Nullable Long sizeRw,
    @Nullable Long sizeRootFs,
    Map<String, String> labels,
    String state,
    String status,
    HostNetwork hostConfig,
    Networks networkSettings,
    List<MountPoint> mounts) {
  /** An exposed or published port. */
  public record Port(
      @Nullable String ip, int privatePort, @Nullable Integer publicPort, String type) {}

  /** What a list tells of the host configuration. */
  public record HostNetwork(String networkMode) {}

  /** What a list tells of the networks. */
  public record Networks(Map<String, NetworkSettings.EndpointSettings> networks) {}
}
