package org.jdock.system.internal.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.system.DaemonFacts.IndexInfo;
import org.jdock.api.system.DaemonFacts.RegistryConfig;

/** The registries that the settings speak of. */
final class RegistryFacts {
  private static final String HUB = "docker.io";

  private RegistryFacts() {}

  static RegistryConfig of(DaemonSettings settings) {
    List<String> networks = new ArrayList<>(List.of("127.0.0.0/8", "::1/128"));
    Map<String, IndexInfo> indexes = new TreeMap<>();
    for (String registry : settings.insecureRegistries()) {
      if (registry.contains("/")) {
        networks.add(registry);
      } else {
        indexes.put(registry, new IndexInfo(registry, List.of(), false, false));
      }
    }
    List<String> mirrors = settings.registryMirrors();
    indexes.put(HUB, new IndexInfo(HUB, mirrors, !indexes.containsKey(HUB), true));
    return new RegistryConfig(List.copyOf(networks), indexes, mirrors);
  }
}
