package org.jdock.network.internal.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.network.internal.file.Records;
import org.jdock.network.internal.namespace.NamespaceStore;

/**
 * One start's comparison of what is recorded, what is there and what runs. Drivers repair what is
 * kept and remove the rest of what is theirs: when something is to be removed at once, and else,
 * since all is likely to be well, when the drivers are there.
 */
record Adoption(
    Reconciler reconciler,
    NamespaceStore namespaces,
    Set<String> spares,
    Records<StoredSandbox> records,
    Consumer<StoredSandbox> keep,
    Supplier<List<StoredSandbox>> joined,
    Consumer<Runnable> whenDriversAreThere) {
  private static final Logger LOG = LogManager.getLogger(Adoption.class);

  List<StoredSandbox> run(Set<String> running) throws IOException {
    List<StoredSandbox> kept = new ArrayList<>();
    List<StoredSandbox> dropped = new ArrayList<>();
    for (StoredSandbox sandbox : records.readAll().values()) {
      (stays(sandbox, running) ? kept : dropped).add(sandbox);
    }
    kept.forEach(keep);
    collectNamespaces(kept);
    if (dropped.isEmpty()) {
      whenDriversAreThere.accept(() -> reconcile(joined));
      return kept;
    }
    reconcile(() -> kept);
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

  private void reconcile(Supplier<List<StoredSandbox>> wanted) {
    try {
      for (String driver : reconciler.drivers(wanted.get())) {
        try {
          reconciler.reconcile(driver, wanted);
        } catch (ProblemException e) {
          LOG.warn("Networks of driver {} are left as they are: {}", driver, e.getMessage());
        }
      }
    } catch (IOException e) {
      LOG.warn("Networks are left as they are: {}", e.toString());
    }
  }
}
