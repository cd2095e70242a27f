package org.jdock.spi.security;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdock.spi.DriverException;
import org.jspecify.annotations.Nullable;

/**
 * The OCI settings that a profile decides (OCI runtime-spec, config.md and config-linux.md).
 *
 * @param capabilities bounding, effective and permitted set of a root process, such as {@code
 *     CAP_CHOWN}
 * @param seccomp the OCI {@code linux.seccomp} object as JSON; null for none
 * @param noNewPrivileges as in OCI
 * @param appArmorProfile null for none
 * @param seLinuxLabel process label; null for none
 * @param maskedPaths hidden paths
 * @param readonlyPaths read-only paths
 * @param allDevices true when every device of the host may be used
 * @param writableSystem true when /sys and the cgroup tree are mounted writable
 */
public record SecuritySettings(
    Set<String> capabilities,
    @Nullable String seccomp,
    boolean noNewPrivileges,
    @Nullable String appArmorProfile,
    @Nullable String seLinuxLabel,
    List<String> maskedPaths,
    List<String> readonlyPaths,
    boolean allDevices,
    boolean writableSystem) {
  /** Keeps its own copies, the capabilities in their order. */
  public SecuritySettings {
    capabilities = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(capabilities));
    maskedPaths = List.copyOf(maskedPaths);
    readonlyPaths = List.copyOf(readonlyPaths);
  }

  /**
   * These settings, restricted by another profile's: what either forbids is forbidden.
   *
   * @throws DriverException CONFLICT when both bring a seccomp filter or a label that differ, since
   *     neither may be dropped
   */
  public SecuritySettings restrict(SecuritySettings other) throws DriverException {
    Set<String> both = new LinkedHashSet<>(capabilities);
    both.retainAll(other.capabilities);
    return new SecuritySettings(
        both,
        either("seccomp filter", seccomp, other.seccomp),
        noNewPrivileges || other.noNewPrivileges,
        either("AppArmor profile", appArmorProfile, other.appArmorProfile),
        either("SELinux label", seLinuxLabel, other.seLinuxLabel),
        union(maskedPaths, other.maskedPaths),
        union(readonlyPaths, other.readonlyPaths),
        allDevices && other.allDevices,
        writableSystem && other.writableSystem);
  }

  private static @Nullable String either(String what, @Nullable String a, @Nullable String b)
      throws DriverException {
    if (a == null || a.equals(b)) {
      return b;
    }
    if (b == null) {
      return a;
    }
    throw new DriverException(
        DriverException.Kind.CONFLICT, "two security profiles each bring their own " + what);
  }

  private static List<String> union(List<String> a, List<String> b) {
    Set<String> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return new ArrayList<>(all);
  }
}
