package org.jdock.system.internal.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdock.linux.cgroup.Cgroups;
import org.jspecify.annotations.Nullable;

/**
 * Which limits the host's control groups can set.
 *
 * @param version {@code 1} or {@code 2}
 * @param memory whether memory can be limited
 * @param swap whether swap can be limited
 * @param cpu whether the share of processor time can be limited
 * @param cpuShares whether processor time can be weighed
 * @param cpuSet whether processors can be chosen
 * @param pids whether the number of processes can be limited
 * @param oomDisable whether the OOM killer can be switched off: version 1 only
 */
public record CgroupFacts(
    String version,
    boolean memory,
    boolean swap,
    boolean cpu,
    boolean cpuShares,
    boolean cpuSet,
    boolean pids,
    boolean oomDisable) {

  /** Of the host as it is mounted now. */
  public static CgroupFacts read() throws IOException {
    return of(Cgroups.detect());
  }

  static CgroupFacts of(Cgroups cgroups) throws IOException {
    @Nullable Path memory = cgroups.controller("memory");
    @Nullable Path cpu = cgroups.controller("cpu");
    boolean two = cgroups.mode() == Cgroups.Mode.V2;
    return new CgroupFacts(
        two ? "2" : "1",
        memory != null,
        memory != null && (two ? swap2() : exists(memory, "memory.memsw.limit_in_bytes")),
        cpu != null && (two || exists(cpu, "cpu.cfs_quota_us")),
        cpu != null && (two || exists(cpu, "cpu.shares")),
        cgroups.controller("cpuset") != null,
        cgroups.controller("pids") != null,
        memory != null && !two && exists(memory, "memory.oom_control"));
  }

  /** The root group has no limits of its own, so the kernel's list of swaps has to do. */
  private static boolean swap2() {
    return Files.exists(Path.of("/proc/swaps"));
  }

  private static boolean exists(Path group, String file) {
    return Files.exists(group.resolve(file));
  }
}
