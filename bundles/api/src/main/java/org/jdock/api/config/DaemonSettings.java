package org.jdock.api.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an operator set: flags of {@code jdock daemon} over keys of {@code config/daemon.cfg}, both
 * with dockerd's names. Immutable.
 *
 * @param hosts where the API listens: {@code unix:///run/jdock/jdock.sock}, {@code tcp://…}
 * @param dataRoot what outlives a reboot
 * @param execRoot what does not
 * @param daemonId tells this daemon from others on the host: at most 6 of {@code [a-z0-9]}
 * @param cgroupParent where containers' cgroups lie, without a leading slash
 * @param registryMirrors base addresses tried before Docker Hub
 * @param insecureRegistries registries, {@code host:port} or CIDR, that may speak HTTP or have
 *     unknown certificates; 127.0.0.0/8 and ::1 always are
 * @param bridge name of the default bridge's link, such as {@code jdock0}
 * @param bridgeAddress the default bridge's address and range as {@code --bip}: {@code
 *     172.17.0.1/16}; empty to choose a free one
 * @param storageDriver empty to choose the best that works
 * @param logDriver for containers that name none
 * @param logOptions with the default log driver
 * @param runtime the default OCI runtime; empty to choose the best that works
 * @param securityProfile the security driver's name
 * @param dns servers for containers; empty for the host's
 * @param stopTimeoutSeconds how long {@code stop} waits for containers that do not say
 * @param debug true for more in the daemon's log
 */
public record DaemonSettings(
    List<String> hosts,
    Path dataRoot,
    Path execRoot,
    String daemonId,
    String cgroupParent,
    List<String> registryMirrors,
    List<String> insecureRegistries,
    String bridge,
    String bridgeAddress,
    String storageDriver,
    String logDriver,
    Map<String, String> logOptions,
    String runtime,
    String securityProfile,
    List<String> dns,
    int stopTimeoutSeconds,
    boolean debug) {
  /** Keeps its own copies. */
  public DaemonSettings {
    hosts = List.copyOf(hosts);
    registryMirrors = List.copyOf(registryMirrors);
    insecureRegistries = List.copyOf(insecureRegistries);
    logOptions = Map.copyOf(logOptions);
    dns = List.copyOf(dns);
  }
}
