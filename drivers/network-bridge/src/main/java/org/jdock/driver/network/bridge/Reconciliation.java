package org.jdock.driver.network.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.linux.namespace.Namespaces;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.Netlink;
import org.jdock.spi.DriverException;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.NetworkSpec;

/** One pass over all that is wanted and all that is there. Runs under the ledger's lock. */
final class Reconciliation {
  private static final Logger LOG = LogManager.getLogger(Reconciliation.class);

  private final Ledger ledger;
  private final Firewall firewall;
  private final Names names;
  private final Netlink netlink;
  private final Deletions deletions;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, BridgeNetwork> networks = new HashMap<>();
  private final Map<String, Integer> indices = new HashMap<>();
  private final Set<String> bridges = new HashSet<>();
  private final Map<String, Link> there = new HashMap<>();
  private final Set<String> links = new HashSet<>();
  private final Set<String> publishing = new HashSet<>();

  /** Deletes single links in the background: other calls wait until this has ended. */
  Reconciliation(
      Ledger ledger, Firewall firewall, Names names, Netlink netlink, Deletions deletions) {
    this.deletions = deletions;
    this.ledger = ledger;
    this.firewall = firewall;
    this.names = names;
    this.netlink = netlink;
  }

  List<String> run(List<NetworkSpec> wanted, List<EndpointSpec> endpoints)
      throws IOException, DriverException {
    for (NetworkSpec spec : wanted) {
      attempt("network " + spec.name(), () -> network(spec));
    }
    collectNetworks();
    netlink.links().forEach(link -> there.put(link.name(), link));
    for (EndpointSpec endpoint : lost(endpoints)) {
      attempt("container " + endpoint.containerId(), () -> endpoint(endpoint));
    }
    collectLinks();
    attempt(
        "firewall",
        () -> {
          firewall.ensure(ledger.networks(), ledger.ports());
        });
    return problems;
  }

  private interface Step {
    void run() throws IOException, DriverException;
  }

  private void attempt(String what, Step step) {
    try {
      step.run();
    } catch (IOException | DriverException e) {
      problems.add(what + ": " + e.getMessage());
    }
  }

  private void network(NetworkSpec spec) throws IOException, DriverException {
    BridgeNetwork network = BridgeNetwork.of(spec);
    if (!ledger.ownsBridge(network.bridge()) && netlink.link(network.bridge()).isPresent()) {
      throw new DriverException(
          DriverException.Kind.CONFLICT,
          "a device named " + network.bridge() + " exists and is not this daemon's");
    }
    ledger.putBridge(network.bridge());
    ledger.putNetwork(network);
    networks.put(network.id(), network);
    bridges.add(network.bridge());
    indices.put(network.id(), Devices.ensureBridge(netlink, network));
    Devices.ensureSettings(network);
  }

  private void collectNetworks() throws IOException {
    for (String id : ledger.networkIds()) {
      if (!networks.containsKey(id)) {
        ledger.removeNetwork(id);
      }
    }
    for (String bridge : ledger.bridges()) {
      if (!bridges.contains(bridge)) {
        attempt(
            "bridge " + bridge,
            () -> {
              Devices.delete(netlink, bridge);
              ledger.removeBridge(bridge);
            });
      }
    }
  }

  /** Those that are not right after a look at each, and so are to be made anew. */
  private List<EndpointSpec> lost(List<EndpointSpec> endpoints) throws IOException {
    boolean bridged = Devices.firewallsBridged();
    return Namespaces.tour(ways -> {
      List<EndpointSpec> lost = new ArrayList<>();
      for (EndpointSpec endpoint : endpoints) {
        if (!isRight(ways, endpoint, bridged && !endpoint.ports().isEmpty())) {
          lost.add(endpoint);
        }
      }
      return lost;
    });
  }

  private boolean isRight(Namespaces.Ways ways, EndpointSpec endpoint, boolean hairpin) {
    BridgeNetwork network = networks.get(endpoint.networkId());
    Link host = there.get(names.link(endpoint.id()));
    Integer bridge = indices.get(endpoint.networkId());
    if (network == null || host == null || bridge == null) {
      return false;
    }
    try {
      List<PublishedPort> ports = PublishedPort.of(network, endpoint);
      if (!Endpoints.mend(ways, netlink, network, bridge, endpoint, host, hairpin)) {
        return false;
      }
      note(endpoint, ports);
      return true;
    } catch (IOException | DriverException e) {
      LOG.debug("Endpoint {} is made anew", endpoint.id(), e); // which says what is wrong
      return false;
    }
  }

  private void endpoint(EndpointSpec endpoint) throws IOException, DriverException {
    String link = names.link(endpoint.id());
    links.add(link);
    BridgeNetwork network = networks.get(endpoint.networkId());
    if (network == null) {
      throw new DriverException(
          DriverException.Kind.NOT_FOUND, "network " + endpoint.networkId() + " does not exist");
    }
    List<PublishedPort> ports = PublishedPort.of(network, endpoint);
    Endpoints.ensure(netlink, network, endpoint, link);
    note(endpoint, ports);
  }

  private void note(EndpointSpec endpoint, List<PublishedPort> ports) throws IOException {
    links.add(names.link(endpoint.id()));
    if (!ports.isEmpty()) {
      publishing.add(endpoint.id());
      ledger.putPorts(endpoint.id(), ports);
    }
  }

  private void collectLinks() throws IOException {
    for (String endpoint : ledger.endpoints()) {
      if (!publishing.contains(endpoint)) {
        ledger.removePorts(endpoint);
      }
    }
    for (String link : there.keySet()) {
      if (names.isOurs(link) && !links.contains(link)) {
        attempt("link " + link, () -> deletions.start(link, () -> {}));
      }
    }
  }
}
