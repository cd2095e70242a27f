package org.jdock.http.internal.json;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a record's component is called in Docker's JSON.
 *
 * <p>The rule: the component's name with its first letter made a capital ({@code repoTags}, {@code
 * RepoTags}). Exceptions, each overruling those before it: {@link #WORDS} by component name,
 * whatever the record; {@link #STYLES} by record; {@link #FIELDS} by record and component.
 */
final class Names {
  private enum Style {
    /** As in Java: progress lines, events. */
    AS_IS,
    /** {@code cpu_stats}: the stats. */
    SNAKE
  }

  /** Docker's spelling of words that the rule gets wrong, wherever they occur. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("ip", "IP"),
          Map.entry("ipam", "IPAM"),
          Map.entry("ipamConfig", "IPAMConfig"),
          Map.entry("ipAddress", "IPAddress"),
          Map.entry("ipPrefixLen", "IPPrefixLen"),
          Map.entry("ipRange", "IPRange"),
          Map.entry("ipv4Address", "IPv4Address"),
          Map.entry("ipv6Address", "IPv6Address"),
          Map.entry("ipv4Forwarding", "IPv4Forwarding"),
          Map.entry("ipv6Gateway", "IPv6Gateway"),
          Map.entry("globalIpv6Address", "GlobalIPv6Address"),
          Map.entry("globalIpv6PrefixLen", "GlobalIPv6PrefixLen"),
          Map.entry("linkLocalIpv6Address", "LinkLocalIPv6Address"),
          Map.entry("linkLocalIpv6PrefixLen", "LinkLocalIPv6PrefixLen"),
          Map.entry("linkLocalIps", "LinkLocalIPs"),
          Map.entry("secondaryIpAddresses", "SecondaryIPAddresses"),
          Map.entry("secondaryIpv6Addresses", "SecondaryIPv6Addresses"),
          Map.entry("enableIpv4", "EnableIPv4"),
          Map.entry("enableIpv6", "EnableIPv6"),
          Map.entry("dnsNames", "DNSNames"),
          Map.entry("networkId", "NetworkID"),
          Map.entry("endpointId", "EndpointID"),
          Map.entry("sandboxId", "SandboxID"),
          Map.entry("containerId", "ContainerID"),
          Map.entry("imageId", "ImageID"),
          Map.entry("execIds", "ExecIDs"),
          Map.entry("driverId", "DriverID"),
          Map.entry("rw", "RW"),
          Map.entry("rootFs", "RootFS"),
          Map.entry("utsMode", "UTSMode"),
          Map.entry("ioMaximumIops", "IOMaximumIOps"),
          Map.entry("ioMaximumBandwidth", "IOMaximumBandwidth"),
          Map.entry("blkioDeviceReadIops", "BlkioDeviceReadIOps"),
          Map.entry("blkioDeviceWriteIops", "BlkioDeviceWriteIOps"),
          Map.entry("kernelMemoryTcp", "KernelMemoryTCP"),
          Map.entry("oomKilled", "OOMKilled"),
          Map.entry("minApiVersion", "MinAPIVersion"),
          Map.entry("ncpu", "NCPU"),
          Map.entry("nfd", "NFd"),
          Map.entry("ngoroutines", "NGoroutines"),
          Map.entry("neventsListener", "NEventsListener"),
          Map.entry("osType", "OSType"),
          Map.entry("osVersion", "OSVersion"),
          Map.entry("cpuShares", "CpuShares"),
          Map.entry("oomScoreAdj", "OomScoreAdj"),
          Map.entry("defaultValue", "Default"));

  /** Records whose components are not capitalised. */
  private static final Map<String, Style> STYLES =
      Map.ofEntries(
          Map.entry("ProgressLine", Style.AS_IS),
          Map.entry("ProgressDetail", Style.AS_IS),
          Map.entry("ErrorDetail", Style.AS_IS),
          Map.entry("Problem", Style.AS_IS),
          Map.entry("SearchResult", Style.SNAKE),
          Map.entry("Stats", Style.SNAKE),
          Map.entry("CpuStats", Style.SNAKE),
          Map.entry("CpuUsage", Style.SNAKE),
          Map.entry("ThrottlingData", Style.SNAKE),
          Map.entry("MemoryStats", Style.SNAKE),
          Map.entry("PidsStats", Style.SNAKE),
          Map.entry("BlkioStats", Style.SNAKE),
          Map.entry("BlkioEntry", Style.SNAKE),
          Map.entry("NetworkStats", Style.SNAKE));

  /** The last word: {@code Record.component}. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("DaemonInfo.id", "ID"),
          Map.entry("DaemonFacts.cpuShares", "CPUShares"),
          Map.entry("DaemonFacts.cpuSet", "CPUSet"),
          Map.entry("Commit.id", "ID"),
          Map.entry("RegistryConfig.insecureRegistryCidrs", "InsecureRegistryCIDRs"),
          Map.entry("ExecInspect.id", "ID"),
          Map.entry("ExecDetails.id", "ID"),
          Map.entry("Actor.id", "ID"),
          Map.entry("Event.status", "status"),
          Map.entry("Event.id", "id"),
          Map.entry("Event.from", "from"),
          Map.entry("Event.scope", "scope"),
          Map.entry("Event.time", "time"),
          Map.entry("Event.timeNano", "timeNano"),
          Map.entry("ProcessConfig.tty", "tty"),
          Map.entry("ProcessConfig.entrypoint", "entrypoint"),
          Map.entry("ProcessConfig.arguments", "arguments"),
          Map.entry("ProcessConfig.privileged", "privileged"),
          Map.entry("ProcessConfig.user", "user"));

  /** Components that are the engine's own and not Docker's: neither written nor read. */
  private static final Set<String> HIDDEN = Set.of("Volume.anonymous");

  private Names() {}

  /** Whether Docker's JSON has no such thing. */
  static boolean hidden(String record, String component) {
    return HIDDEN.contains(record + "." + component);
  }

  /** The JSON name of {@code component} of the record of that simple name. */
  static String of(String record, String component) {
    var field = FIELDS.get(record + "." + component);
    if (field != null) {
      return field;
    }
    var style = STYLES.get(record);
    if (style != null) {
      return style == Style.SNAKE ? snake(component) : component;
    }
    var word = WORDS.get(component);
    return word != null ? word : capitalise(component);
  }

  private static String capitalise(String s) {
    return s.substring(0, 1).toUpperCase(Locale.ROOT) + s.substring(1);
  }

  private static String snake(String s) {
    return s.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
