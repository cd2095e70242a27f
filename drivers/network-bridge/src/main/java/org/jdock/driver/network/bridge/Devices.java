package org.jdock.driver.network.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.net.InterfaceAddress;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.MacAddress;
import org.jdock.linux.net.Netlink;
import org.jdock.linux.net.Route;
import org.jdock.spi.DriverException;

/** Links and kernel settings in the calling thread's network namespace, by difference. */
final class Devices {
  private static final Logger LOG = LogManager.getLogger(Devices.class);
  private static final Path SETTINGS = Path.of("/proc/sys/net");
  private static final Path FIREWALLS_BRIDGED = SETTINGS.resolve("bridge/bridge-nf-call-iptables");

  private Devices() {}

  /** Makes a bridge, or mends the one that is there; answers its index. */
  static int ensureBridge(Netlink netlink, BridgeNetwork network) throws IOException {
    Optional<Link> found = netlink.link(network.bridge());
    int index =
        found.isPresent()
            ? found.get().index()
            : netlink.createBridge(network.bridge(), mac(network), network.mtu());
    if (found.isPresent() && network.mtu() > 0 && found.get().mtu() != network.mtu()) {
      netlink.setMtu(index, network.mtu());
    }
    ensureAddresses(netlink, index, network.gateways(), a -> a.scope() == 0);
    if (found.isEmpty() || !found.get().up()) {
      netlink.setUp(index);
    }
    return index;
  }

  /** Derived, since a bridge would take its lowest port's and change with it. */
  private static MacAddress mac(BridgeNetwork network) {
    byte[] octets = {2, 0x42, 0, 0, 0, 0};
    byte[] from =
        network.gateways().isEmpty()
            ? java.nio.ByteBuffer.allocate(4).putInt(network.id().hashCode()).array()
            : network.gateways().getFirst().address().getAddress();
    System.arraycopy(from, from.length - 4, octets, 2, 4);
    return MacAddress.of(octets);
  }

  /** Gives a link exactly these addresses, of those that it is responsible for. */
  static void ensureAddresses(
      Netlink netlink, int index, List<Cidr> wanted, Predicate<InterfaceAddress> responsible)
      throws IOException {
    List<Cidr> missing = new ArrayList<>(wanted);
    for (InterfaceAddress found : netlink.addresses(index)) {
      Cidr cidr = new Cidr(found.address(), found.prefix());
      if (!missing.remove(cidr) && responsible.test(found)) {
        netlink.removeAddress(index, found.address(), found.prefix());
      }
    }
    for (Cidr cidr : missing) {
      netlink.addAddress(index, cidr.address(), cidr.prefix());
    }
  }

  /** Adds a default route unless there is that one. */
  static void ensureDefaultRoute(Netlink netlink, Route route) throws IOException {
    try {
      netlink.addRoute(route);
    } catch (SyscallException e) {
      if (!e.is(Errno.EEXIST)) {
        throw e;
      }
    }
  }

  /**
   * Lets the host route, and the bridge deliver what was sent to 127.0.0.1; has bridged frames pass
   * the firewall where that keeps containers apart.
   *
   * @throws DriverException UNSUPPORTED when the kernel can't do the latter
   */
  static void ensureSettings(BridgeNetwork network) throws IOException, DriverException {
    if (!network.talk()) {
      if (!Files.exists(FIREWALLS_BRIDGED)) {
        throw new DriverException(
            DriverException.Kind.UNSUPPORTED,
            "bridge: containers of one network can't be kept apart without the kernel module"
                + " br_netfilter: load it (modprobe br_netfilter)");
      }
      set(FIREWALLS_BRIDGED);
    }
    if (set(SETTINGS.resolve("ipv4/ip_forward"))) {
      LOG.info("Switched on IPv4 forwarding (net.ipv4.ip_forward) for bridge networks");
    }
    set(SETTINGS.resolve("ipv4/conf").resolve(network.bridge()).resolve("route_localnet"));
  }

  private static boolean set(Path setting) throws IOException {
    if (Files.readString(setting).strip().equals("1")) {
      return false;
    }
    Files.writeString(setting, "1");
    return true;
  }

  /** True when bridged frames pass the firewall too, so that ports need hairpin mode. */
  static boolean firewallsBridged() throws IOException {
    return Files.exists(FIREWALLS_BRIDGED)
        && Files.readString(FIREWALLS_BRIDGED).strip().equals("1");
  }

  /** Deletes a link; nothing happens when there is none. 70 to 90 ms. */
  static void delete(Netlink netlink, String name) throws IOException {
    Optional<Link> link = netlink.link(name);
    if (link.isPresent()) {
      try {
        netlink.delete(link.get().index());
      } catch (SyscallException e) {
        if (!e.is(Errno.ENODEV)) { // gone with its namespace meanwhile
          throw e;
        }
      }
    }
  }
}
