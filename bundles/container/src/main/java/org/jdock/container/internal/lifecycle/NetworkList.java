package org.jdock.container.internal.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.jdock.api.container.HostConfig;
import org.jdock.api.network.SandboxSpec;
import org.jdock.container.internal.create.Ports;
import org.jdock.container.internal.state.Definition;
import org.jspecify.annotations.Nullable;

/** Which networks a container is to be on. */
final class NetworkList {
  private static final String NONE = "none";

  private NetworkList() {}

  /** The network of a container's mode, which names it or says {@code default}. */
  static String mode(HostConfig host) {
    String mode = host.networkMode();
    return mode == null || mode.isEmpty() ? "default" : mode;
  }

  /** The default network has two names. */
  static String canonical(String network) {
    return network.equals("default") ? "bridge" : network;
  }

  /** What a new container is to be on: that of its mode first; null for that alone. */
  static @Nullable List<SandboxSpec.Endpoint> asked(
      HostConfig host, List<SandboxSpec.Endpoint> endpoints) {
    if (endpoints.isEmpty()) {
      return null;
    }
    String own = canonical(mode(host));
    List<SandboxSpec.Endpoint> all = new ArrayList<>();
    for (SandboxSpec.Endpoint endpoint : endpoints) {
      if (canonical(endpoint.network()).equals(own)) {
        all.addFirst(endpoint);
      } else {
        all.add(endpoint);
      }
    }
    if (!canonical(all.getFirst().network()).equals(own)) {
      all.addFirst(plain(mode(host)));
    }
    return all;
  }

  /** The list of one that has been on the network of its mode alone. */
  static List<SandboxSpec.Endpoint> of(Definition d) {
    List<SandboxSpec.Endpoint> all = d.networks();
    return all == null ? List.of(plain(mode(d.hostConfig()))) : all;
  }

  private static SandboxSpec.Endpoint plain(String network) {
    return new SandboxSpec.Endpoint(network, "", "");
  }

  /** What the next start asks for; one that was taken off all its networks has none. */
  static SandboxSpec sandbox(Definition d) {
    List<SandboxSpec.Endpoint> networks = d.networks();
    String own = mode(d.hostConfig());
    String first =
        networks == null ? own : networks.isEmpty() ? NONE : networks.getFirst().network();
    String mac = d.config().macAddress();
    boolean moved = !canonical(first).equals(canonical(own));
    return new SandboxSpec(
        d.id(),
        d.name(),
        first,
        mac == null || moved ? "" : mac,
        first.equals(NONE) ? List.of() : Ports.of(d.config(), d.hostConfig()),
        networks == null ? List.of() : networks);
  }
}
