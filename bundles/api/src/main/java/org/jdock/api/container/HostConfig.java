package org.jdock.api.container;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a container is run on this host; the fields are those of the Engine API's {@code HostConfig}.
 * Sizes in bytes; 0 or null for no limit.
 */
public record HostConfig(
    @Nullable List<String> binds,
    @Nullable LogConfig logConfig,
    @Nullable String networkMode,
    @Nullable Map<String, List<PortBinding>> portBindings,
    @Nullable RestartPolicy restartPolicy,
    boolean autoRemove,
    @Nullable String volumeDriver,
    @Nullable List<String> volumesFrom,
    @Nullable List<Mount> mounts,
    @Nullable Map<String, String> annotations,
    @Nullable List<String> capAdd,
    @Nullable List<String> capDrop,
    @Nullable String cgroupnsMode,
    @Nullable List<String> dns,
    @Nullable List<String> dnsOptions,
    @Nullable List<String> dnsSearch,
    @Nullable List<String> extraHosts,
    @Nullable List<String> groupAdd,
    @Nullable String ipcMode,
    @Nullable List<String> links,
    int oomScoreAdj,
    @Nullable String pidMode,
    boolean privileged,
    boolean publishAllPorts,
    boolean readonlyRootfs,
    @Nullable List<String> securityOpt,
    @Nullable Map<String, String> storageOpt,
    @Nullable Map<String, String> tmpfs,
    @Nullable String utsMode,
    @Nullable String usernsMode,
    long shmSize,
    @Nullable Map<String, String> sysctls,
    @Nullable String runtime,
    @Nullable List<String> maskedPaths,
    @Nullable List<String> readonlyPaths,
    @Nullable Boolean init,
    long cpuShares,
    long memory,
    long nanoCpus,
    @Nullable String cgroupParent,
    long cpuPeriod,
    long cpuQuota,
    @Nullable String cpusetCpus,
    @Nullable String cpusetMems,
    @Nullable List<Device> devices,
    long memoryReservation,
    long memorySwap,
    @Nullable Long memorySwappiness,
    @Nullable Boolean oomKillDisable,
    @Nullable Long pidsLimit,
    @Nullable List<Ulimit> ulimits) {
  /** Where output is kept. */
  public record LogConfig(@Nullable String type, @Nullable Map<String, String> config) {}

  /** A published port's host side; both as text, empty for any. */
  public record PortBinding(@Nullable String hostIp, @Nullable String hostPort) {}

  /** What happens when the container exits: {@code no always unless-stopped on-failure}. */
  public record RestartPolicy(@Nullable String name, int maximumRetryCount) {}

  /** A device of the host; permissions of {@code rwm}. */
  public record Device(String pathOnHost, String pathInContainer, String cgroupPermissions) {}

  /** A resource limit. */
  public record Ulimit(String name, long soft, long hard) {}

  /** A mount as {@code --mount} says: type {@code bind volume tmpfs}. */
  public record Mount(
      @Nullable String type,
      @Nullable String source,
      @Nullable String target,
      boolean readOnly,
      @Nullable BindOptions bindOptions,
      @Nullable VolumeOptions volumeOptions,
      @Nullable TmpfsOptions tmpfsOptions) {}

  /** Of a bind mount. */
  public record BindOptions(@Nullable String propagation, boolean createMountpoint) {}

  /** Of a volume. */
  public record VolumeOptions(
      boolean noCopy, @Nullable Map<String, String> labels, @Nullable DriverConfig driverConfig) {}

  /** A volume's driver. */
  public record DriverConfig(@Nullable String name, @Nullable Map<String, String> options) {}

  /** Of a tmpfs. */
  public record TmpfsOptions(long sizeBytes, int mode) {}
}
