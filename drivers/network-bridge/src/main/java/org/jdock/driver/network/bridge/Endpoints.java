package org.jdock.driver.network.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.namespace.Namespaces;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.MacAddress;
import org.jdock.linux.net.Netlink;
import org.jdock.linux.net.Route;
import org.jdock.linux.net.Veth;
import org.jdock.spi.DriverException;
import org.jdock.spi.network.EndpointSpec;

/** The links between sandboxes and bridges. */
final class Endpoints {
  private Endpoints() {}

  /**
   * Makes an endpoint's link, or mends the one that is there.
   *
   * @param link name of the host's end
   */
  static void ensure(Netlink netlink, BridgeNetwork network, EndpointSpec endpoint, String link)
      throws IOException, DriverException {
    if (!Files.exists(endpoint.sandbox())) {
      throw new DriverException(
          DriverException.Kind.NOT_FOUND,
          "network namespace " + endpoint.sandbox() + " does not exist");
    }
    List<Cidr> addresses = addresses(endpoint);
    try (Fd sandbox = Fd.open(endpoint.sandbox(), OpenFlags.RDONLY)) {
      int bridge = bridge(netlink, network);
      int host = connect(netlink, network, endpoint, link, bridge, sandbox);
      if (!endpoint.ports().isEmpty() && Devices.firewallsBridged()) {
        hairpin(netlink, host);
      }
      Namespaces.runIn(
          sandbox,
          () -> {
            try (Netlink inside = Netlink.open()) {
              int index = inside.index(endpoint.interfaceName());
              Devices.ensureAddresses(inside, index, addresses, a -> false);
              inside.setUp(index);
              for (Route route : defaultRoutes(network, endpoint, addresses, index)) {
                Devices.ensureDefaultRoute(inside, route);
              }
              return true;
            }
          });
    }
  }

  /**
   * Mends what is not right of an endpoint whose link is there. What is right is only looked at:
   * each change waits for all others in the kernel, and all joins of a driver wait for this.
   *
   * @param ways leads this thread into the endpoint's sandbox
   * @param host the host's end of its link
   * @param hairpin whether that must be in hairpin mode: the kernel's setting that decides it reads
   *     otherwise inside
   * @return false when it leads elsewhere: then it is to be made anew
   */
  static boolean mend(
      Namespaces.Ways ways,
      Netlink netlink,
      BridgeNetwork network,
      int bridge,
      EndpointSpec endpoint,
      Link host,
      boolean hairpin)
      throws IOException, DriverException {
    List<Cidr> addresses = addresses(endpoint);
    ways.enter(endpoint.sandbox());
    try (Netlink inside = Netlink.open()) {
      Link own = inside.link(endpoint.interfaceName()).orElse(null);
      if (own == null || own.peer() != host.index() || host.peer() != own.index()) {
        return false;
      }
      mend(inside, own, addresses, network, endpoint);
    }
    if (host.master() != bridge) {
      netlink.setMaster(host.index(), bridge);
    }
    if (!host.up()) {
      netlink.setUp(host.index());
    }
    if (hairpin) {
      hairpin(netlink, host.index());
    }
    return true;
  }

  private static void mend(
      Netlink inside, Link own, List<Cidr> addresses, BridgeNetwork network, EndpointSpec endpoint)
      throws IOException {
    Devices.ensureAddresses(inside, own.index(), addresses, a -> false);
    if (!own.up()) {
      inside.setUp(own.index());
    }
    List<Route> missing = defaultRoutes(network, endpoint, addresses, own.index());
    if (!missing.isEmpty()) {
      for (Route there : inside.routes()) {
        missing.removeIf(route ->
            there.prefix() == 0
                && there.index() == route.index()
                && Objects.equals(there.gateway(), route.gateway()));
      }
    }
    for (Route route : missing) {
      Devices.ensureDefaultRoute(inside, route);
    }
  }

  private static List<Cidr> addresses(EndpointSpec endpoint) throws DriverException {
    List<Cidr> addresses = new ArrayList<>();
    for (String address : endpoint.addresses()) {
      addresses.add(Cidr.parse(address));
    }
    return addresses;
  }

  private static void hairpin(Netlink netlink, int host) throws IOException {
    if (!netlink.hairpin(host)) {
      netlink.setHairpin(host, true);
    }
  }

  private static int bridge(Netlink netlink, BridgeNetwork network)
      throws IOException, DriverException {
    Optional<Link> bridge = netlink.link(network.bridge());
    if (bridge.isEmpty()) {
      throw new DriverException(
          DriverException.Kind.NOT_FOUND, "bridge " + network.bridge() + " does not exist");
    }
    return bridge.get().index();
  }

  private static int connect(
      Netlink netlink,
      BridgeNetwork network,
      EndpointSpec endpoint,
      String link,
      int bridge,
      Fd sandbox)
      throws IOException {
    Veth veth =
        new Veth(
            link,
            null,
            network.mtu(),
            bridge,
            endpoint.interfaceName(),
            new MacAddress(endpoint.macAddress()),
            sandbox);
    int host;
    try {
      host = netlink.createVeth(veth);
    } catch (SyscallException e) {
      if (!e.is(Errno.EEXIST)) {
        throw e;
      }
      host = adopt(netlink, veth, sandbox);
    }
    netlink.setUp(host);
    return host;
  }

  /** Keeps the link that is there when it leads into the sandbox, else makes it anew. */
  private static int adopt(Netlink netlink, Veth veth, Fd sandbox) throws IOException {
    Optional<Link> inside =
        Namespaces.runIn(
            sandbox,
            () -> {
              try (Netlink there = Netlink.open()) {
                return there.link(veth.peerName());
              }
            });
    Optional<Link> found = netlink.link(veth.name());
    boolean ours =
        found.isPresent()
            && inside.isPresent()
            && found.get().peer() == inside.get().index()
            && inside.get().peer() == found.get().index();
    if (!ours) {
      Devices.delete(netlink, veth.name());
      return netlink.createVeth(veth);
    }
    if (found.get().master() != veth.master()) {
      netlink.setMaster(found.get().index(), veth.master());
    }
    return found.get().index();
  }

  /** By a gateway of each family that it has an address of. */
  private static List<Route> defaultRoutes(
      BridgeNetwork network, EndpointSpec endpoint, List<Cidr> addresses, int index) {
    List<Route> routes = new ArrayList<>();
    if (endpoint.defaultRoute()) {
      for (Cidr gateway : network.gateways()) {
        if (addresses.stream().anyMatch(a -> a.isV4() == gateway.isV4())) {
          routes.add(Route.byDefault(gateway.address(), index));
        }
      }
    }
    return routes;
  }
}
