package org.jdock.api.system;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code docker info} shows besides {@link DaemonInfo}; the fields are those of the Engine
 * API.
 *
 * @param bridgeNfIptables whether what a bridge forwards passes iptables
 * @param bridgeNfIp6tables whether what a bridge forwards passes ip6tables
 * @param nfd the daemon's open files
 * @param neventsListener who listens to events
 * @param osVersion of the distribution; empty when it has none
 * @param genericResources always null: those are Swarm's
 * @param httpProxy empty for none, as the two after it
 * @param initBinary empty when the host has none
 * @param isolation empty: Linux has one kind
 * @param containerdCommit empty: this engine has none
 * @param runcCommit of the default runtime
 */
public record DaemonFacts(
    boolean cpuShares,
    boolean cpuSet,
    boolean bridgeNfIptables,
    boolean bridgeNfIp6tables,
    int nfd,
    int neventsListener,
    String osVersion,
    RegistryConfig registryConfig,
    @Nullable List<String> genericResources,
    String httpProxy,
    String httpsProxy,
    String noProxy,
    String initBinary,
    String isolation,
    Commit containerdCommit,
    Commit runcCommit,
    Commit initCommit) {
  /** Which build of a program is used, and which was expected; empty when not known. */
  public record Commit(String id, String expected) {
    /** Of a program that is not used, or does not say. */
    public static final Commit NONE = new Commit("", "");
  }

  /**
   * How registries are spoken to.
   *
   * @param insecureRegistryCidrs networks whose registries may speak HTTP
   * @param indexConfigs by name: Docker Hub and the registries that were declared insecure
   * @param mirrors of Docker Hub
   */
  public record RegistryConfig(
      List<String> insecureRegistryCidrs,
      Map<String, IndexInfo> indexConfigs,
      List<String> mirrors) {}

  /** A registry; official is Docker Hub's. */
  public record IndexInfo(String name, List<String> mirrors, boolean secure, boolean official) {}
}
