package org.jdock.tck.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.Netlink;
import org.jdock.spi.DriverException;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.network.NetworkSpec;
import org.jdock.spi.network.PortMapping;
import org.jdock.spi.network.Sandboxing;
import org.jdock.spi.network.Subnet;
import org.jdock.tck.FileState;
import org.jdock.tck.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the contract of {@link NetworkDriver} demands. A driver's module extends it with one method.
 * Needs root: each test makes a host of its own as a network namespace.
 */
public abstract class NetworkDriverSuite {
  private static final String ID = "c0ffee0123456789".repeat(4);

  private final List<NetworkDriver> opened = new ArrayList<>();
  private Path home = Path.of("");
  private Lab lab;
  private Set<String> before = new TreeSet<>();

  /** A new instance that has not been opened. */
  protected abstract NetworkDriver newDriver();

  @BeforeEach
  void makeHost(@TempDir Path directory) throws Exception {
    home = directory;
    lab = new Lab(directory);
    before = lab.traces();
  }

  @AfterEach
  void removeHost() throws Exception {
    opened.forEach(NetworkDriver::close);
    lab.close();
  }

  private NetworkDriver driver(String daemonId) throws Exception {
    NetworkDriver driver = newDriver();
    Path own = Files.createDirectories(home.resolve(daemonId));
    driver.open(
        new TestContext(
            Files.createDirectories(own.resolve("root")),
            Files.createDirectories(own.resolve("exec")),
            daemonId,
            "jdock-tck",
            new FileState(own.resolve("state"))));
    opened.add(driver);
    return driver;
  }

  private NetworkDriver driver() throws Exception {
    return driver("tck");
  }

  private NetworkDriver connecting() throws Exception {
    NetworkDriver driver = driver();
    assumeTrue(
        driver.sandboxing() == Sandboxing.CONNECTED, "driver: the driver connects no sandboxes");
    return driver;
  }

  private NetworkDriver publishing() throws Exception {
    NetworkDriver driver = connecting();
    assumeTrue(
        driver.capabilities().contains(NetworkDriver.PORTS), "driver: no ports are declared");
    return driver;
  }

  /** Forgets an instance as a crash would: another one goes on with what is on disk. */
  private void close(NetworkDriver driver) {
    driver.close();
    opened.remove(driver);
  }

  private static NetworkSpec network(int number) {
    String prefix = "10.213." + number + ".";
    return new NetworkSpec(
        number + ID.substring(Integer.toString(number).length()),
        "net" + number,
        List.of(new Subnet(prefix + "0/24", prefix + "1")),
        false,
        Map.of());
  }

  private static EndpointSpec endpoint(
      NetworkSpec network, int number, Path sandbox, PortMapping... ports) {
    String prefix = network.subnets().getFirst().gateway().replaceAll("\\d+$", "");
    String id = network.id().substring(0, 4) + number;
    return new EndpointSpec(
        id + ID.substring(id.length()),
        network.id(),
        "c" + number,
        sandbox,
        "eth0",
        "02:42:0a:d5:" + network.id().substring(0, 1) + "0:0" + number,
        List.of(prefix + number + "/24"),
        true,
        List.of(ports));
  }

  private void nothingIsLeft() throws Exception {
    for (NetworkDriver driver : List.copyOf(opened)) {
      close(driver); // waits for what runs in the background
    }
    assertEquals(before, lab.traces());
  }

  @Test
  void probeSaysWhetherItCanRun() {
    var probe = newDriver().probe();
    assertTrue(probe.ready() || !probe.reason().isEmpty(), "a refusal names its reason");
  }

  @Test
  void unconnectedSandboxesStayUntouched() throws Exception {
    NetworkDriver driver = driver();
    assumeTrue(
        driver.sandboxing() != Sandboxing.CONNECTED, "driver: the driver connects sandboxes");
    assertFalse(driver.capabilities().contains(NetworkDriver.PORTS));
    NetworkSpec network = new NetworkSpec(ID, "only", List.of(), false, Map.of());
    Path sandbox = lab.namespace("a");
    EndpointSpec endpoint =
        new EndpointSpec(
            ID, ID, "c", sandbox, "eth0", "02:42:00:00:00:01", List.of(), false, List.of());
    lab.onHost(() -> {
      driver.create(network);
      assertEquals("", driver.join(network, endpoint).hostInterface());
      assertEquals(List.of(), driver.reconcile(List.of(network), List.of(endpoint)));
      driver.leave(network, endpoint);
      driver.remove(network);
      return true;
    });
    assertEquals(List.of("lo"), links(sandbox));
    nothingIsLeft();
  }

  @Test
  void portsAreRefusedWhereTheyAreNotDeclared() throws Exception {
    NetworkDriver driver = driver();
    assumeTrue(
        !driver.capabilities().contains(NetworkDriver.PORTS), "driver: the driver takes ports");
    NetworkSpec network = new NetworkSpec(ID, "only", List.of(), false, Map.of());
    EndpointSpec endpoint =
        endpoint(network(1), 2, lab.namespace("a"), new PortMapping("tcp", "0.0.0.0", 80, 80));
    DriverException refusal =
        assertThrows(DriverException.class, () -> lab.onHost(() -> driver.join(network, endpoint)));
    assertEquals(DriverException.Kind.UNSUPPORTED, refusal.kind());
  }

  @Test
  void containersTalkToEachOther() throws Exception {
    NetworkDriver driver = connecting();
    Path a = lab.namespace("a");
    Path b = lab.namespace("b");
    NetworkSpec network = network(1);
    EndpointSpec ea = endpoint(network, 2, a);
    EndpointSpec eb = endpoint(network, 3, b);
    lab.echoTcp(b, 7000, "b");
    lab.onHost(() -> {
      for (int i = 0; i < 2; i++) { // each call may be repeated
        driver.create(network);
        assertFalse(driver.join(network, ea).hostInterface().isEmpty());
        driver.join(network, eb);
      }
      return true;
    });
    assertEquals("b?", Lab.askTcp(a, "10.213.1.3", 7000));
    assertEquals("b?", lab.askTcpFromHost("10.213.1.3", 7000));
    assertEquals(ea.macAddress(), mac(a));
    lab.onHost(() -> {
      for (int i = 0; i < 2; i++) {
        driver.leave(network, ea);
        driver.leave(network, eb);
        driver.remove(network);
      }
      return true;
    });
    nothingIsLeft();
  }

  @Test
  void networksAreApart() throws Exception {
    NetworkDriver driver = connecting();
    Path a = lab.namespace("a");
    Path b = lab.namespace("b");
    lab.echoTcp(b, 7000, "b");
    lab.onHost(() -> {
      driver.create(network(1));
      driver.create(network(2));
      driver.join(network(1), endpoint(network(1), 2, a));
      return driver.join(network(2), endpoint(network(2), 2, b));
    });
    assertEquals("b?", lab.askTcpFromHost("10.213.2.2", 7000));
    assertTrue(Lab.unreachable(a, "10.213.2.2", 7000));
  }

  @Test
  void publishesPorts() throws Exception {
    NetworkDriver driver = publishing();
    Path a = lab.namespace("a");
    Path b = lab.namespace("b");
    NetworkSpec network = network(1);
    EndpointSpec ea =
        endpoint(
            network,
            2,
            a,
            new PortMapping("tcp", "0.0.0.0", 8080, 7000),
            new PortMapping("udp", "0.0.0.0", 8080, 7001),
            new PortMapping("tcp", "127.0.0.1", 8081, 7000));
    EndpointSpec eb = endpoint(network, 3, b);
    lab.echoTcp(a, 7000, "a");
    lab.echoUdp(a, 7001, "udp");
    lab.onHost(() -> {
      driver.create(network);
      driver.join(network, ea);
      driver.join(network, ea);
      return driver.join(network, eb);
    });
    assertEquals("a?", lab.askTcpFromHost("127.0.0.1", 8080));
    assertEquals("a?", lab.askTcpFromHost("10.213.1.1", 8080));
    assertEquals("udp", lab.askUdpFromHost("127.0.0.1", 8080));
    assertEquals("a?", lab.askTcpFromHost("127.0.0.1", 8081));
    assertTrue(Lab.unreachable(lab.host(), "10.213.1.1", 8081), "bound to 127.0.0.1 only");
    assertEquals("a?", Lab.askTcp(b, "10.213.1.1", 8080), "a neighbour calls the host's port");
    assertEquals("a?", Lab.askTcp(a, "10.213.1.1", 8080), "a container calls its own port");
    lab.onHost(() -> {
      driver.leave(network, ea);
      return true;
    });
    assertTrue(Lab.unreachable(lab.host(), "127.0.0.1", 8080), "gone when leave returns");
    lab.onHost(() -> {
      driver.leave(network, eb);
      driver.remove(network);
      return true;
    });
    nothingIsLeft();
  }

  @Test
  void ipv6HostAddressIsRefusedByName() throws Exception {
    NetworkDriver driver = publishing();
    NetworkSpec network = network(1);
    EndpointSpec endpoint =
        endpoint(network, 2, lab.namespace("a"), new PortMapping("tcp", "::1", 80, 80));
    lab.onHost(() -> {
      driver.create(network);
      try {
        driver.join(network, endpoint);
        driver.leave(network, endpoint); // a driver that can is welcome
      } catch (DriverException e) {
        assertEquals(DriverException.Kind.UNSUPPORTED, e.kind());
        assertTrue(e.toString().contains("::1"), e.toString());
      }
      driver.remove(network);
      return true;
    });
    nothingIsLeft();
  }

  @Test
  void leavesAnEndpointWhoseNamespaceIsGone() throws Exception {
    NetworkDriver driver = connecting();
    Path a = lab.namespace("a");
    NetworkSpec network = network(1);
    EndpointSpec endpoint = endpoint(network, 2, a);
    lab.onHost(() -> {
      driver.create(network);
      return driver.join(network, endpoint);
    });
    lab.delete(a);
    lab.onHost(() -> {
      driver.leave(network, endpoint);
      driver.remove(network);
      return true;
    });
    nothingIsLeft();
  }

  @Test
  void joinsAgainRightAfterLeaving() throws Exception {
    NetworkDriver driver = connecting();
    NetworkSpec network = network(1);
    Path a = lab.namespace("a");
    Path b = lab.namespace("b");
    lab.echoTcp(b, 7000, "b");
    lab.onHost(() -> {
      driver.create(network);
      driver.join(network, endpoint(network, 2, a));
      driver.leave(network, endpoint(network, 2, a));
      driver.join(network, endpoint(network, 2, b));
      driver.remove(network(3)); // never made
      return true;
    });
    assertEquals("b?", lab.askTcpFromHost("10.213.1.2", 7000));
  }

  @Test
  void missingThingsAreNamed() throws Exception {
    NetworkDriver driver = connecting();
    NetworkSpec network = network(1);
    EndpointSpec here = endpoint(network, 2, lab.namespace("a"));
    EndpointSpec nowhere = endpoint(network, 3, home.resolve("nowhere"));
    lab.onHost(() -> {
      DriverException none = assertThrows(DriverException.class, () -> driver.join(network, here));
      assertEquals(DriverException.Kind.NOT_FOUND, none.kind());
      driver.create(network);
      DriverException gone =
          assertThrows(DriverException.class, () -> driver.join(network, nowhere));
      assertEquals(DriverException.Kind.NOT_FOUND, gone.kind());
      driver.remove(network);
      return true;
    });
    nothingIsLeft();
  }

  @Test
  void reconcilesWhatWasTakenAway() throws Exception {
    NetworkDriver first = publishing();
    Path a = lab.namespace("a");
    NetworkSpec network = network(1);
    EndpointSpec endpoint = endpoint(network, 2, a, new PortMapping("tcp", "0.0.0.0", 8080, 7000));
    lab.echoTcp(a, 7000, "a");
    String link =
        lab.onHost(() -> {
          first.create(network);
          return first.join(network, endpoint).hostInterface();
        });
    close(first);
    NetworkDriver second = driver();
    List<Lab.Work<?>> damages =
        List.of(
            () -> true,
            () -> Lab.run("/usr/sbin/iptables", "-t", "nat", "-F"),
            () -> Lab.run("/usr/sbin/iptables", "-F"),
            () -> delete(link));
    for (Lab.Work<?> damage : damages) {
      lab.onHost(damage);
      assertEquals(
          List.of(), lab.onHost(() -> second.reconcile(List.of(network), List.of(endpoint))));
      assertEquals("a?", lab.askTcpFromHost("127.0.0.1", 8080));
    }
    Set<String> repaired = lab.traces();
    lab.onHost(() -> second.reconcile(List.of(network), List.of(endpoint)));
    assertEquals(repaired, lab.traces());
    lab.onHost(() -> second.reconcile(List.of(), List.of()));
    nothingIsLeft();
  }

  @Test
  void reconcilesAnEmptyHost() throws Exception {
    NetworkDriver driver = connecting();
    Path a = lab.namespace("a");
    lab.echoTcp(a, 7000, "a");
    EndpointSpec gone = endpoint(network(1), 3, home.resolve("nowhere"));
    List<String> problems =
        lab.onHost(
            () -> driver.reconcile(List.of(network(1)), List.of(endpoint(network(1), 2, a), gone)));
    assertEquals(1, problems.size(), "the lost sandbox is reported: " + problems);
    assertEquals("a?", lab.askTcpFromHost("10.213.1.2", 7000));
  }

  @Test
  void twoDaemonsShareNothing() throws Exception {
    NetworkDriver one = publishing();
    NetworkDriver two = driver("tck2");
    Path a = lab.namespace("a");
    Path b = lab.namespace("b");
    lab.echoTcp(a, 7000, "a");
    lab.echoTcp(b, 7000, "b");
    EndpointSpec ea = endpoint(network(1), 2, a, new PortMapping("tcp", "0.0.0.0", 8080, 7000));
    EndpointSpec eb = endpoint(network(2), 2, b, new PortMapping("tcp", "0.0.0.0", 8082, 7000));
    lab.onHost(() -> {
      one.create(network(1));
      two.create(network(2));
      one.join(network(1), ea);
      two.join(network(2), eb);
      return two.reconcile(List.of(network(2)), List.of(eb));
    });
    assertEquals("a?", lab.askTcpFromHost("127.0.0.1", 8080));
    assertEquals("b?", lab.askTcpFromHost("127.0.0.1", 8082));
    lab.onHost(() -> one.reconcile(List.of(), List.of()));
    assertTrue(Lab.unreachable(lab.host(), "127.0.0.1", 8080));
    assertEquals("b?", lab.askTcpFromHost("127.0.0.1", 8082));
    lab.onHost(() -> two.reconcile(List.of(), List.of()));
    nothingIsLeft();
  }

  private static boolean delete(String link) throws IOException {
    try (Netlink netlink = Netlink.open()) {
      netlink.delete(netlink.index(link));
      return true;
    }
  }

  private static List<String> links(Path namespace) throws Exception {
    return Lab.in(
        namespace,
        () -> {
          try (Netlink netlink = Netlink.open()) {
            return netlink.links().stream().map(Link::name).toList();
          }
        });
  }

  private static String mac(Path namespace) throws Exception {
    return Lab.in(
        namespace,
        () -> {
          try (Netlink netlink = Netlink.open()) {
            return String.valueOf(netlink.link("eth0").orElseThrow().mac());
          }
        });
  }
}
