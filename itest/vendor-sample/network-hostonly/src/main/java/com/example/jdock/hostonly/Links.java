package com.example.jdock.hostonly;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.SyscallException;
import org.jdock.linux.namespace.Namespaces;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.MacAddress;
import org.jdock.linux.net.Netlink;
import org.jdock.linux.net.Veth;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.NetworkSpec;

/** Links in the kernel, by difference: what is right is not touched. */
final class Links {
  private Links() {}

  /** Makes a network's bridge, or mends it. */
  static void bridge(Netlink netlink, NetworkSpec network, NetworkRecord record)
      throws IOException {
    try {
      netlink.createBridge(record.bridge(), mac(record.bridge()), record.mtu());
    } catch (SyscallException e) {
      if (!e.is(Errno.EEXIST)) {
        throw e;
      }
    }
    int index = netlink.index(record.bridge());
    for (var subnet : network.subnets()) {
      String prefix = subnet.cidr().substring(subnet.cidr().indexOf('/'));
      address(netlink, index, subnet.gateway() + prefix);
    }
    netlink.setUp(index);
    for (String family : List.of("ipv4", "ipv6")) {
      Path forwarding =
          Path.of("/proc/sys/net", family, "conf", record.bridge(), "forwarding");
      if (Files.exists(forwarding)) { // a kernel may be without IPv6
        Files.writeString(forwarding, "0");
      }
    }
  }

  /** One of its own, since a bridge would take its lowest port's and change with it. */
  private static MacAddress mac(String bridge) {
    return MacAddress.of(
        ByteBuffer.allocate(6).putShort((short) 0x0242).putInt(bridge.hashCode()).array());
  }

  /** Gives an interface an address, such as {@code 10.0.0.2/24}, unless it has it. */
  private static void address(Netlink netlink, int index, String cidr) throws IOException {
    int slash = cidr.indexOf('/');
    InetAddress address = InetAddress.ofLiteral(cidr.substring(0, slash));
    int prefix = Integer.parseInt(cidr.substring(slash + 1));
    if (netlink.addresses(index).stream()
        .noneMatch(a -> a.address().equals(address) && a.prefix() == prefix)) {
      netlink.addAddress(index, address, prefix);
    }
  }

  /** Makes the link between a sandbox and a bridge, or mends it. */
  static void connect(
      Netlink netlink, NetworkRecord record, EndpointSpec endpoint, String link, Fd sandbox)
      throws IOException {
    int bridge = netlink.index(record.bridge());
    var veth =
        new Veth(
            link,
            null,
            record.mtu(),
            bridge,
            endpoint.interfaceName(),
            new MacAddress(endpoint.macAddress()),
            sandbox);
    if (!connects(netlink, veth, sandbox)) {
      delete(netlink, link); // it led into a sandbox that is gone
      netlink.createVeth(veth);
    }
    int index = netlink.index(link);
    if (netlink.link(index).map(Link::master).orElse(0) != bridge) {
      netlink.setMaster(index, bridge);
    }
    netlink.setUp(index);
    Namespaces.<Boolean, IOException>runIn(
        sandbox,
        () -> {
          try (Netlink inside = Netlink.open()) {
            int inner = inside.index(endpoint.interfaceName());
            for (String address : endpoint.addresses()) {
              address(inside, inner, address);
            }
            inside.setUp(inner);
            return true;
          }
        });
  }

  /** Whether there is that link already, and it ends in that sandbox. */
  private static boolean connects(Netlink netlink, Veth veth, Fd sandbox) throws IOException {
    Optional<Link> here = netlink.link(veth.name());
    if (here.isEmpty()) {
      return false;
    }
    Optional<Link> there =
        Namespaces.<Optional<Link>, IOException>runIn(
            sandbox,
            () -> {
              try (Netlink inside = Netlink.open()) {
                return inside.link(veth.peerName());
              }
            });
    return there.isPresent()
        && there.get().peer() == here.get().index()
        && here.get().peer() == there.get().index();
  }

  /** Deletes a link, which takes the kernel 70 to 90 ms; nothing happens when there is none. */
  static void delete(Netlink netlink, String name) throws IOException {
    Optional<Link> link = netlink.link(name);
    try {
      if (link.isPresent()) {
        netlink.delete(link.get().index());
      }
    } catch (SyscallException e) {
      if (!e.is(Errno.ENODEV)) { // gone with its sandbox meanwhile
        throw e;
      }
    }
  }
}
