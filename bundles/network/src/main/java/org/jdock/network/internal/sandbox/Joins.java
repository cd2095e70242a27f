package org.jdock.network.internal.sandbox;

import java.util.Map;
import org.jdock.api.event.Events;
import org.jdock.network.internal.namespace.NamespaceStore;
import org.jdock.network.internal.network.Network;
import org.jdock.network.internal.network.NetworkDrivers;

/** Has drivers join endpoints and undo it, and tells of it. */
record Joins(NetworkDrivers drivers, NamespaceStore namespaces, Events events) {
  void join(StoredSandbox sandbox, StoredEndpoint endpoint) {
    drivers.join(endpoint.network(), endpoint.spec(sandbox, namespaces.file(sandbox.id())));
  }

  void leave(StoredSandbox sandbox, StoredEndpoint endpoint) {
    drivers.leave(endpoint.network(), endpoint.spec(sandbox, namespaces.file(sandbox.id())));
  }

  void tell(String action, StoredSandbox sandbox, Network network) {
    events.publish(
        "network",
        action,
        network.id(),
        Map.of(
            "container", sandbox.containerId(),
            "name", network.name(),
            "type", network.driver()));
  }
}
