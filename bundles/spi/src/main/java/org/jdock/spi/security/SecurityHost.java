package org.jdock.spi.security;

import java.util.Set;

/**
 * What the host has.
 *
 * @param architecture as OCI writes it, such as {@code amd64}
 * @param kernelRelease such as {@code 6.18.0}
 * @param capabilities those in the daemon's bounding set, such as {@code CAP_CHOWN}
 * @param seccomp true when filters can be set
 * @param appArmor true when AppArmor is enabled
 * @param seLinux true when SELinux is enabled
 */
public record SecurityHost(
    String architecture,
    String kernelRelease,
    Set<String> capabilities,
    boolean seccomp,
    boolean appArmor,
    boolean seLinux) {
  /** Keeps its own copy. */
  public SecurityHost {
    capabilities = Set.copyOf(capabilities);
  }
}
