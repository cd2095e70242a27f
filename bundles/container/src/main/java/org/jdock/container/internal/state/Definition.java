package org.jdock.container.internal.state;

import java.util.List;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jdock.container.internal.mounts.MountEntry;

/**
 * What a container was made to be. Only its name ever changes. Immutable.
 *
 * @param id 64 hexadecimal digits
 * @param name without a leading slash
 * @param created nanoseconds since the epoch
 * @param imageId {@code sha256:…}
 * @param config as asked, completed from the image
 * @param hostConfig as asked, completed with defaults
 * @param command entry point and arguments; at least one
 * @param storageDriver that holds its root file system
 * @param runtime that runs it
 * @param securityProfile that restricts it
 * @param mounts in the order of their depth
 */
public record Definition(
    String id,
    String name,
    long created,
    String imageId,
    ContainerConfig config,
    HostConfig hostConfig,
    List<String> command,
    String storageDriver,
    String runtime,
    String securityProfile,
    List<MountEntry> mounts) {
  /** Keeps its own copies. */
  public Definition {
    command = List.copyOf(command);
    mounts = List.copyOf(mounts);
  }

  /** With another name. */
  public Definition named(String other) {
    return new Definition(
        id,
        other,
        created,
        imageId,
        config,
        hostConfig,
        command,
        storageDriver,
        runtime,
        securityProfile,
        mounts);
  }
}
