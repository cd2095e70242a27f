package org.jdock.http.internal.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a null component is written. The rule: not at all. A record that wants an empty list, object
 * or string in its place holds one. What Docker writes although it holds nothing is listed here.
 */
final class Nulls {
  private static final String NULL = "null";

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("ContainerConfig.entrypoint", NULL),
          Map.entry("ContainerConfig.cmd", NULL),
          Map.entry("ContainerConfig.volumes", NULL),
          Map.entry("ContainerConfig.onBuild", NULL),
          Map.entry("ContainerInspect.execIds", NULL),
          Map.entry("EndpointSettings.ipamConfig", NULL),
          Map.entry("EndpointSettings.links", NULL),
          Map.entry("EndpointSettings.aliases", NULL),
          Map.entry("EndpointSettings.driverOpts", NULL),
          Map.entry("Ipam.options", NULL),
          Map.entry("VolumeList.warnings", NULL),
          Map.entry("Volume.labels", NULL),
          Map.entry("Volume.options", NULL));

  private Nulls() {}

  /** The literal JSON to write for a null, or null to leave the name out. */
  static @Nullable String of(String record, String component) {
    return FIELDS.get(record + "." + component);
  }
}
