package org.jdock.network.internal.sandbox;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jdock.linux.namespace.Namespaces;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.Netlink;
import org.jdock.network.internal.namespace.NamespaceStore;

/** The interfaces inside sandboxes, while containers run there. */
final class Interfaces {
  private final NamespaceStore namespaces;

  Interfaces(NamespaceStore namespaces) {
    this.namespaces = namespaces;
  }

  private <T> T in(StoredSandbox sandbox, Namespaces.Task<T, IOException> task) throws IOException {
    return Namespaces.runIn(namespaces.file(sandbox.id()), task);
  }

  /** The first name of an interface that is neither there nor promised. */
  String free(StoredSandbox sandbox) throws IOException {
    Set<String> used = new HashSet<>();
    sandbox.connected().forEach(e -> used.add(e.interfaceName()));
    in(
        sandbox,
        () -> {
          try (Netlink netlink = Netlink.open()) {
            // also of an endpoint that left a moment ago: links go in the background
            return used.addAll(netlink.links().stream().map(Link::name).toList());
          }
        });
    int number = 0;
    while (used.contains("eth" + number)) {
      number++;
    }
    return "eth" + number;
  }

  /** Takes an interface's routes away, so that another's can take their place. */
  void down(StoredSandbox sandbox, StoredEndpoint endpoint) throws IOException {
    in(
        sandbox,
        () -> {
          try (Netlink netlink = Netlink.open()) {
            Optional<Link> link = netlink.link(endpoint.interfaceName());
            if (link.isPresent()) {
              netlink.setDown(link.get().index());
            }
            return true;
          }
        });
  }
}
