package org.jdock.network.internal.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.network.internal.file.Records;
import org.jdock.network.internal.namespace.NamespaceStore;
import org.jdock.network.internal.network.MadeNetworks;
import org.jdock.network.internal.network.Network;
import org.jdock.network.internal.network.NetworkDrivers;
import org.jdock.network.internal.network.NetworkTable;

/**
 * One start's comparison of what is recorded, what is there and what runs. Drivers repair what is
 * kept and remove the rest of what is theirs.
 */
record Adoption(
    NetworkTable networks,
    NetworkDrivers drivers,
    MadeNetworks made,
    NamespaceStore namespaces,
    Set<String> spares,
    Records<StoredSandbox> records,
    Consumer<StoredSandbox> keep) {
  private static final Logger LOG = LogManager.getLogger(Adoption.class);

  List<StoredSandbox> run(Set<String> running) throws IOException {
    List<StoredSandbox> kept = new ArrayList<>();
    List<StoredSandbox> dropped = new ArrayList<>();
    for (StoredSandbox sandbox : records.readAll().values()) {
      (stays(sandbox, running) ? kept : dropped).add(sandbox);
    }
    kept.forEach(keep);
    collectNamespaces(kept);
    reconcile(kept);
    for (StoredSandbox sandbox : dropped) {
      records.delete(sandbox.containerId());
    }
    return kept;
  }

  private boolean stays(StoredSandbox sandbox, Set<String> running) throws IOException {
    if (!running.contains(sandbox.containerId())) {
      return false;
    }
    if (sandbox.hasNamespace() && !namespaces.exists(sandbox.id())) {
      LOG.warn("The network namespace of container {} is gone", sandbox.containerName());
      return false;
    }
    return true;
  }

  private void collectNamespaces(List<StoredSandbox> kept) throws IOException {
    Set<String> wanted = new HashSet<>(spares);
    kept.forEach(s -> wanted.add(s.id()));
    for (String id : namespaces.list()) {
      if (!wanted.contains(id)) {
        namespaces.delete(id);
      }
    }
  }

  private void reconcile(List<StoredSandbox> kept) throws IOException {
    Map<String, Network> wanted = new LinkedHashMap<>();
    Set<String> names = new TreeSet<>();
    for (String id : made.ids()) {
      Network network = networks.byId(id);
      if (network == null) {
        made.remove(id);
        LOG.warn("Network {} is no longer known", id);
      } else {
        wanted.put(id, network);
        names.add(network.driver());
      }
    }
    for (StoredSandbox sandbox : kept) {
      if (sandbox.connected()) {
        wanted.put(sandbox.network().id(), sandbox.network());
        names.add(sandbox.network().driver());
      }
    }
    for (String driver : names) {
      reconcile(
          driver,
          wanted.values().stream().filter(n -> n.driver().equals(driver)).toList(),
          kept.stream().filter(s -> s.connected() && s.network().driver().equals(driver)).toList());
    }
  }

  private void reconcile(String driver, List<Network> wanted, List<StoredSandbox> kept) {
    var endpoints = kept.stream().map(s -> s.endpoint(namespaces.file(s.id()))).toList();
    try {
      for (String problem : drivers.reconcile(driver, wanted, endpoints)) {
        LOG.warn("Network driver {}: {}", driver, problem);
      }
    } catch (ProblemException e) {
      LOG.warn("Networks of driver {} are left as they are: {}", driver, e.getMessage());
    }
  }
}
