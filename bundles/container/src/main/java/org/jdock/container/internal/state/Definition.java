package org.jdock.container.internal.state;

import java.util.List;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jdock.api.network.SandboxSpec;
import org.jdock.container.internal.mounts.MountEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a container was made to be. Only its name and its networks ever change. Immutable.
 *
 * @param id 64 hexadecimal digits
 * @param name without a leading slash
 * @param created nanoseconds since the epoch
 * @param imageId {@code sha256:…}
 * @param config as asked, completed from the image
 * @param hostConfig as asked, completed with defaults and with the paths that its security profile
 *     chose
 * @param command entry point and arguments; at least one
 * @param storageDriver that holds its root file system
 * @param runtime that runs it
 * @param securityProfile that restricts it
 * @param mounts in the order of their depth
 * @param networks that it is on, with what it wants there; null for that of its mode alone
 * @param confinement what its security profile chose when it was made, though each start asks it
 *     anew; null where nobody knows any more
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
    List<MountEntry> mounts,
    @Nullable List<SandboxSpec.Endpoint> networks,
    @Nullable Confinement confinement) {
  /**
   * The part of a security profile's decision that people see.
   *
   * @param appArmorProfile null for none
   * @param maskedAsked whether the host configuration's masked paths were asked for, rather than
   *     chosen by the profile
   * @param readonlyAsked the same of its read-only paths
   */
  public record Confinement(
      @Nullable String appArmorProfile, boolean maskedAsked, boolean readonlyAsked) {}

  /** Keeps its own copies. */
  public Definition {
    command = List.copyOf(command);
    mounts = List.copyOf(mounts);
    networks = networks == null ? null : List.copyOf(networks);
  }

  /** With another name. */
  public Definition named(String other) {
    return with(other, mounts, networks);
  }

  /** With other mounts. */
  public Definition mounted(List<MountEntry> others) {
    return with(name, others, networks);
  }

  /** On other networks. */
  public Definition on(@Nullable List<SandboxSpec.Endpoint> others) {
    return with(name, mounts, others);
  }

  private Definition with(
      String otherName,
      List<MountEntry> otherMounts,
      @Nullable List<SandboxSpec.Endpoint> otherNetworks) {
    return new Definition(
        id,
        otherName,
        created,
        imageId,
        config,
        hostConfig,
        command,
        storageDriver,
        runtime,
        securityProfile,
        otherMounts,
        otherNetworks,
        confinement);
  }
}
