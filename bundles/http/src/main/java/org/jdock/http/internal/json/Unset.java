package org.jdock.http.internal.json;

import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Docker shows of settings that are not set, by record. The engine has no room for these
 * because it lets none of them be set.
 */
final class Unset {
  private static final String ADDRESSES =
      "\"GlobalIPv6Address\":\"\",\"GlobalIPv6PrefixLen\":0,\"IPv6Gateway\":\"\"";

  private static final Map<String, String> RECORDS =
      Map.of(
          "HostConfig",
          """
          "BlkioWeight":0,"BlkioWeightDevice":[],"BlkioDeviceReadBps":[],"BlkioDeviceWriteBps":[],
          "BlkioDeviceReadIOps":[],"BlkioDeviceWriteIOps":[],"ConsoleSize":[0,0],
          "ContainerIDFile":"","Cgroup":"","CpuCount":0,"CpuPercent":0,"CpuRealtimePeriod":0,
          "CpuRealtimeRuntime":0,"DeviceCgroupRules":null,"DeviceRequests":null,
          "IOMaximumBandwidth":0,"IOMaximumIOps":0,"Isolation":"","KernelMemory":0,
          "KernelMemoryTCP":0
          """,
          "NetworkSettings",
          """
          "HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,
          "SecondaryIPAddresses":null,"SecondaryIPv6Addresses":null,
          """
              + ADDRESSES,
          "EndpointSettings",
          ADDRESSES);

  private Unset() {}

  /** Names and literal values, in order; empty for most records. */
  static Map<String, String> of(String record) {
    var literals = new LinkedHashMap<String, String>();
    var members = RECORDS.get(record);
    if (members != null) {
      var object = JsonParser.parseString("{" + members + "}").getAsJsonObject();
      object.asMap().forEach((name, value) -> literals.put(name, value.toString()));
    }
    return literals;
  }
}
