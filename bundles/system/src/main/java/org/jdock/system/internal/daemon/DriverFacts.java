package org.jdock.system.internal.daemon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.spi.storage.StorageDriver;
import org.jdock.spi.volume.VolumeDriver;

/** What the registry and the drivers tell for {@code docker info}. */
final class DriverFacts {
  private static final Logger LOG = LogManager.getLogger(DriverFacts.class);

  private final DriverRegistry registry;

  DriverFacts(DriverRegistry registry) {
    this.registry = registry;
  }

  /** The names of what can be chosen, by Docker's names of kinds. */
  Map<String, List<String>> plugins() {
    Map<String, List<String>> plugins = new LinkedHashMap<>();
    plugins.put("Volume", registry.names(VolumeDriver.class));
    plugins.put("Network", registry.names(NetworkDriver.class));
    plugins.put("Authorization", List.of());
    plugins.put("Log", registry.names(LogDriver.class));
    return plugins;
  }

  /** The runtimes that work here, with their programs. */
  Map<String, Map<String, String>> runtimes() {
    Map<String, Map<String, String>> runtimes = new LinkedHashMap<>();
    for (String name : registry.names(RuntimeDriver.class)) {
      try {
        if (registry.ready(RuntimeDriver.class, name)) {
          var info = registry.call(RuntimeDriver.class, name, RuntimeDriver::info);
          runtimes.put(name, Map.of("path", info.path()));
        }
      } catch (ProblemException e) {
        LOG.warn("Runtime {} does not say what it is: {}", name, e.getMessage());
      }
    }
    return runtimes;
  }

  /** The commit of a runtime; empty when it does not say. */
  String commit(String runtime) {
    try {
      return runtime.isEmpty()
          ? ""
          : registry.call(RuntimeDriver.class, runtime, RuntimeDriver::info).commit();
    } catch (ProblemException e) {
      LOG.debug("Runtime {} does not say its commit", runtime, e);
      return "";
    }
  }

  /** Rows of a name and a value each. */
  List<List<String>> storage(String name) {
    List<List<String>> rows = new ArrayList<>();
    try {
      var capabilities = new TreeSet<>(registry.capabilities(StorageDriver.class, name));
      rows.add(List.of("Capabilities", String.join(" ", capabilities)));
      int snapshots = registry.call(StorageDriver.class, name, StorageDriver::list).size();
      rows.add(List.of("Snapshots", Integer.toString(snapshots)));
    } catch (ProblemException e) {
      LOG.debug("Storage driver {} says nothing of itself", name, e);
      rows.add(List.of("Problem", e.getMessage()));
    }
    return rows;
  }
}
