package org.jdock.api.container;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is known of a container; the fields are those of the Engine API's inspect. */
public record ContainerDetails(
    String id,
    String created,
    String path,
    List<String> args,
    ContainerState state,
    String image,
    String resolvConfPath,
    String hostnamePath,
    String hostsPath,
    String logPath,
    String name,
    int restartCount,
    String driver,
    String platform,
    String mountLabel,
    String processLabel,
    String appArmorProfile,
    @Nullable List<String> execIds,
    HostConfig hostConfig,
    GraphDriver graphDriver,
    @Nullable Long sizeRw,
    @Nullable Long sizeRootFs,
    List<MountPoint> mounts,
    ContainerConfig config,
    NetworkSettings networkSettings) {
  /** The storage driver and what it says of this container's snapshot. */
  public record GraphDriver(Map<String, String> data, String name) {}
}
