package org.jdock.network.internal.sandbox;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.network.internal.namespace.NamespaceStore;
import org.jdock.network.internal.network.MadeNetworks;
import org.jdock.network.internal.network.Network;
import org.jdock.network.internal.network.NetworkDrivers;
import org.jdock.network.internal.network.NetworkTable;
import org.jdock.spi.network.EndpointSpec;

/** Tells drivers which networks and endpoints there are to be: all that were made of theirs. */
record Reconciler(
    NetworkTable networks, NetworkDrivers drivers, MadeNetworks made, NamespaceStore namespaces) {
  private static final Logger LOG = LogManager.getLogger(Reconciler.class);

  /** The drivers that have networks or endpoints. */
  Set<String> drivers(List<StoredSandbox> sandboxes) throws IOException {
    Set<String> names = new TreeSet<>();
    wanted(sandboxes).values().forEach(network -> names.add(network.driver()));
    return names;
  }

  /**
   * Has one driver make exactly what is wanted of it true; nothing of it is made or taken away
   * meanwhile.
   *
   * @param sandboxes asked when all is still; those of other drivers are left out
   * @throws ProblemException when the driver fails
   */
  void reconcile(String driver, Supplier<List<StoredSandbox>> sandboxes) {
    List<String> problems =
        drivers.reconcile(
            driver,
            () -> {
              List<StoredSandbox> all = sandboxes.get();
              return new NetworkDrivers.Wanted(
                  wanted(all).values().stream().filter(n -> n.driver().equals(driver)).toList(),
                  all.stream().flatMap(s -> endpoints(s, driver)).toList());
            });
    for (String problem : problems) {
      LOG.warn("Network driver {}: {}", driver, problem);
    }
  }

  private Stream<EndpointSpec> endpoints(StoredSandbox sandbox, String driver) {
    return sandbox.connected().stream()
        .filter(e -> e.network().driver().equals(driver))
        .map(e -> e.spec(sandbox, namespaces.file(sandbox.id())));
  }

  private Map<String, Network> wanted(List<StoredSandbox> sandboxes) throws IOException {
    Map<String, Network> wanted = new LinkedHashMap<>();
    for (String id : made.ids()) {
      Network network = networks.byId(id);
      if (network == null) {
        made.remove(id);
        LOG.warn("Network {} is no longer known", id);
      } else {
        wanted.put(id, network);
      }
    }
    for (StoredSandbox sandbox : sandboxes) {
      for (StoredEndpoint endpoint : sandbox.connected()) {
        wanted.put(endpoint.network().id(), endpoint.network());
      }
    }
    return wanted;
  }
}
