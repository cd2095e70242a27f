package org.jdock.http.internal.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a null component is written. The rule: not at all. A record that wants an empty list, object
 * or string in its place holds one. What Docker writes although it holds nothing is listed here.
 */
final class Nulls {
  private static final String NULL = "null";
  private static final String EMPTY = "\"\"";

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("ContainerConfig.hostname", EMPTY),
          Map.entry("ContainerConfig.domainname", EMPTY),
          Map.entry("ContainerConfig.user", EMPTY),
          Map.entry("ContainerConfig.workingDir", EMPTY),
          Map.entry("ContainerConfig.labels", "{}"),
          Map.entry("ContainerConfig.env", NULL),
          Map.entry("ContainerConfig.entrypoint", NULL),
          Map.entry("ContainerConfig.cmd", NULL),
          Map.entry("ContainerConfig.volumes", NULL),
          Map.entry("ContainerConfig.onBuild", NULL),
          Map.entry("ContainerDetails.execIds", NULL),
          Map.entry("DaemonFacts.genericResources", NULL),
          Map.entry("EndpointSettings.ipamConfig", NULL),
          Map.entry("EndpointSettings.links", NULL),
          Map.entry("EndpointSettings.aliases", NULL),
          Map.entry("EndpointSettings.driverOpts", NULL),
          Map.entry("HostConfig.binds", NULL),
          Map.entry("HostConfig.volumesFrom", NULL),
          Map.entry("HostConfig.capAdd", NULL),
          Map.entry("HostConfig.capDrop", NULL),
          Map.entry("HostConfig.extraHosts", NULL),
          Map.entry("HostConfig.groupAdd", NULL),
          Map.entry("HostConfig.links", NULL),
          Map.entry("HostConfig.securityOpt", NULL),
          Map.entry("HostConfig.ulimits", NULL),
          Map.entry("HostConfig.pidsLimit", NULL),
          Map.entry("HostConfig.oomKillDisable", NULL),
          Map.entry("HostConfig.memorySwappiness", NULL),
          Map.entry("HostConfig.maskedPaths", NULL),
          Map.entry("HostConfig.readonlyPaths", NULL),
          Map.entry("HostConfig.volumeDriver", EMPTY),
          Map.entry("HostConfig.ipcMode", EMPTY),
          Map.entry("HostConfig.pidMode", EMPTY),
          Map.entry("HostConfig.utsMode", EMPTY),
          Map.entry("HostConfig.usernsMode", EMPTY),
          Map.entry("HostConfig.cgroupnsMode", EMPTY),
          Map.entry("HostConfig.cgroupParent", EMPTY),
          Map.entry("HostConfig.cpusetCpus", EMPTY),
          Map.entry("HostConfig.cpusetMems", EMPTY),
          Map.entry("HostConfig.runtime", EMPTY),
          Map.entry("HostConfig.portBindings", "{}"),
          Map.entry("HostConfig.dns", "[]"),
          Map.entry("HostConfig.dnsOptions", "[]"),
          Map.entry("HostConfig.dnsSearch", "[]"),
          Map.entry("HostConfig.devices", "[]"),
          Map.entry("ImageHistory.tags", NULL),
          Map.entry("ImageSummary.labels", NULL),
          Map.entry("Ipam.options", NULL),
          Map.entry("Volume.labels", NULL),
          Map.entry("Volume.options", NULL));

  private Nulls() {}

  /** The literal JSON to write for a null, or null to leave the name out. */
  static @Nullable String of(String record, String component) {
    return FIELDS.get(record + "." + component);
  }
}
