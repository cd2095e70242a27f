package org.jdock.linux.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.namespace.Namespaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In network namespaces of its own. */
class NetlinkTest {
  @TempDir Path tmp;
  private Path host;
  private Path container;

  @BeforeEach
  void make() throws IOException {
    host = tmp.resolve("host");
    container = tmp.resolve("container");
    Namespaces.createNetwork(host);
    Namespaces.createNetwork(container);
  }

  @AfterEach
  void remove() throws IOException {
    Namespaces.delete(host);
    Namespaces.delete(container);
  }

  private interface Body {
    void run(Netlink netlink) throws IOException;
  }

  private static void in(Path namespace, Body body) throws IOException {
    Namespaces.runIn(
        namespace,
        () -> {
          try (Netlink netlink = Netlink.open()) {
            body.run(netlink);
          }
          return true;
        });
  }

  private static InetAddress ip(String text) throws IOException {
    return InetAddress.getByName(text);
  }

  private static void refused(Errno errno, org.junit.jupiter.api.function.Executable call) {
    var e = assertThrows(SyscallException.class, call);
    assertEquals(errno, e.errno(), e.getMessage());
  }

  @Test
  void connectsAContainerToABridge() throws IOException {
    var mac = new MacAddress("02:42:AC:11:00:02");
    in(
        host,
        n -> {
          int bridge = n.createBridge("br0", new MacAddress("02:42:00:00:00:01"), 1400);
          n.addAddress(bridge, ip("10.9.0.1"), 24);
          n.addAddress(bridge, ip("fd00::1"), 64);
          n.setUp(bridge);
          int veth;
          try (Fd there = Fd.open(container, OpenFlags.RDONLY)) {
            veth =
                n.createVeth(
                    Veth.of("veth0", "eth0")
                        .withMtu(1400)
                        .withMaster(bridge)
                        .withPeerMac(mac)
                        .withPeerNamespace(there));
          }
          n.setUp(veth);
          n.setHairpin(veth, true);
          assertTrue(n.hairpin(veth));
          n.setHairpin(veth, false);
          assertFalse(n.hairpin(veth));
          assertFalse(n.hairpin(bridge));
          var link = n.link("veth0").orElseThrow();
          assertEquals(bridge, link.master());
          assertEquals("veth", link.kind());
          assertTrue(link.up());
          assertEquals("bridge", n.link(bridge).orElseThrow().kind());
          assertEquals("02:42:00:00:00:01", String.valueOf(n.link(bridge).orElseThrow().mac()));
          assertEquals(1400, n.link(bridge).orElseThrow().mtu());
          assertTrue(n.link("eth0").isEmpty());
        });
    in(
        container,
        n -> {
          var eth = n.link("eth0").orElseThrow();
          assertEquals(mac, eth.mac());
          assertEquals(1400, eth.mtu());
          assertNotEquals(0, eth.peer());
          assertFalse(eth.up());
          n.addAddress(eth.index(), ip("10.9.0.2"), 24);
          n.addAddress(eth.index(), ip("fd00::2"), 64);
          n.setUp(eth.index());
          n.setUp(n.index("lo"));
          n.addRoute(Route.byDefault(ip("10.9.0.1"), eth.index()));
          n.addRoute(Route.byDefault(ip("fd00::1"), 0));
          n.addRoute(Route.onLink(ip("10.8.0.0"), 16, eth.index()));
          var routes = n.routes();
          assertTrue(
              routes.contains(new Route(ip("0.0.0.0"), 0, ip("10.9.0.1"), eth.index(), 0)),
              routes.toString());
          assertTrue(
              routes.stream()
                  .anyMatch(r ->
                      r.prefix() == 0
                          && "fd00:0:0:0:0:0:0:1"
                              .equals(r.gateway() == null ? "" : r.gateway().getHostAddress())),
              routes.toString());
          assertTrue(routes.contains(Route.onLink(ip("10.8.0.0"), 16, eth.index())));
          n.removeRoute(Route.onLink(ip("10.8.0.0"), 16, eth.index()));
          assertFalse(n.routes().contains(Route.onLink(ip("10.8.0.0"), 16, eth.index())));
          refused(Errno.ESRCH, () -> n.removeRoute(Route.onLink(ip("10.8.0.0"), 16, eth.index())));
          refused(Errno.EEXIST, () -> n.addRoute(Route.byDefault(ip("10.9.0.1"), eth.index())));
          assertTrue(ip("10.9.0.1").isReachable(2000), "the bridge answers");
          assertTrue(n.link("eth0").orElseThrow().statistics().txPackets() > 0);
        });
  }

  @Test
  void changesLinks() throws IOException {
    in(
        host,
        n -> {
          int a = n.createVeth(Veth.of("a", "b").withMac(new MacAddress("02:00:00:00:00:0a")));
          assertEquals("02:00:00:00:00:0a", String.valueOf(n.link(a).orElseThrow().mac()));
          int b = n.index("b");
          n.setMtu(a, 9000);
          n.setMac(a, new MacAddress("02:00:00:00:00:0b"));
          n.rename(a, "c");
          n.setUp(a);
          assertEquals(a, n.index("c"));
          var c = n.link(a).orElseThrow();
          assertEquals(9000, c.mtu());
          assertEquals("02:00:00:00:00:0b", String.valueOf(c.mac()));
          assertEquals(b, c.peer());
          assertTrue(c.up());
          n.setDown(a);
          assertFalse(n.link(a).orElseThrow().up());
          int bridge = n.createBridge("br", null, 0);
          n.setMaster(a, bridge);
          assertEquals(bridge, n.link(a).orElseThrow().master());
          n.setMaster(a, 0);
          assertEquals(0, n.link(a).orElseThrow().master());
          assertNull(n.link("lo").orElseThrow().kind());
          try (Fd there = Fd.open(container, OpenFlags.RDONLY)) {
            n.setNamespace(b, there);
          }
          assertTrue(n.link("b").isEmpty());
          n.delete(a);
          assertTrue(n.link(a).isEmpty());
        });
  }

  @Test
  void addresses() throws IOException {
    in(
        host,
        n -> {
          int lo = n.index("lo");
          n.addAddress(lo, ip("10.1.2.3"), 32);
          n.addAddress(lo, ip("fd00::5"), 128);
          assertEquals(
              List.of(
                  new InterfaceAddress(lo, ip("10.1.2.3"), 32, 0),
                  new InterfaceAddress(lo, ip("fd00::5"), 128, 0)),
              n.addresses(lo));
          refused(Errno.EEXIST, () -> n.addAddress(lo, ip("10.1.2.3"), 32));
          n.removeAddress(lo, ip("10.1.2.3"), 32);
          n.removeAddress(lo, ip("fd00::5"), 128);
          assertEquals(List.of(), n.addresses(lo));
          refused(Errno.EADDRNOTAVAIL, () -> n.removeAddress(lo, ip("10.1.2.3"), 32));
        });
  }

  @Test
  void refusalsAreClear() throws IOException {
    in(
        host,
        n -> {
          n.createBridge("br0", null, 0);
          refused(Errno.EEXIST, () -> n.createBridge("br0", null, 0));
          refused(Errno.ENODEV, () -> n.index("none"));
          refused(Errno.ENODEV, () -> n.delete(4711));
          assertThrows(
              IllegalArgumentException.class, () -> n.createBridge("sixteen-letters-", null, 0));
          assertThrows(IllegalArgumentException.class, () -> n.createBridge("a/b", null, 0));
          var e =
              assertThrows(
                  SyscallException.class, () -> n.addRoute(Route.byDefault(ip("10.77.0.1"), 0)));
          assertTrue(e.getMessage().contains("Nexthop has invalid gateway"), e.getMessage());
          assertTrue(n.link("br0").isPresent(), "the socket is still in step");
        });
  }

  @Test
  void listsOfManyParts() throws IOException {
    in(
        host,
        n -> {
          for (int i = 0; i < 100; i++) {
            n.createBridge("br" + i, null, 0);
          }
          assertEquals(101, n.links().size());
          int lo = n.index("lo");
          for (int i = 0; i < 1000; i++) {
            n.addAddress(lo, ip("10.2." + i / 250 + "." + i % 250), 32);
          }
          assertEquals(1000, n.addresses(lo).size());
        });
  }

  @Test
  void howLongItTakes() throws IOException {
    in(
        host,
        n -> {
          double best = Double.MAX_VALUE;
          double sum = 0;
          int rounds = 20;
          try (Fd there = Fd.open(container, OpenFlags.RDONLY)) {
            for (int i = 0; i < rounds; i++) {
              long t = System.nanoTime();
              int bridge = n.createBridge("br" + i, null, 0);
              n.addAddress(bridge, ip("10.9." + i + ".1"), 24);
              n.setUp(bridge);
              n.setUp(
                  n.createVeth(
                      Veth.of("v" + i, "eth" + i).withMaster(bridge).withPeerNamespace(there)));
              double ms = (System.nanoTime() - t) / 1e6;
              sum += ms;
              best = Math.min(best, ms);
            }
          }
          System.out.printf(
              "bridge + address + veth into a namespace: best %.2f ms, mean %.2f ms%n",
              best, sum / rounds);
          assertEquals(2 * rounds + 1, n.links().size());
        });
  }
}
