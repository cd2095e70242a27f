package org.jdock.driver.plugin.v1.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdock.driver.plugin.v1.PythonPlugin;
import org.jdock.linux.namespace.Namespaces;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.Netlink;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.NetworkSpec;
import org.jdock.spi.network.PortMapping;
import org.jdock.spi.network.Subnet;
import org.jdock.tck.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a namespace that stands for the host, with the plugin in it. */
class PluginNetworkDriverTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final NetworkSpec NETWORK =
      new NetworkSpec(
          ID, "net", List.of(new Subnet("10.87.0.0/24", "10.87.0.1")), false, Map.of("a", "b"));

  @TempDir private Path folder;
  private Path host;
  private Path sandbox;
  private PythonPlugin plugin;
  private PluginNetworkDriver driver;

  @BeforeEach
  void start() throws Exception {
    host = folder.resolve("host");
    sandbox = folder.resolve("sandbox");
    Namespaces.createNetwork(host);
    Namespaces.createNetwork(sandbox);
    Namespaces.loopbackUp(host);
    plugin =
        new PythonPlugin(
            folder.resolve("net.sock"),
            folder.resolve("state"),
            List.of("nsenter", "--net=" + host),
            "NetworkDriver");
    plugin.start();
    driver = open();
  }

  private PluginNetworkDriver open() throws Exception {
    var opened = new PluginNetworkDriver(plugin.client(), PythonPlugin::patience);
    opened.open(TestContext.under(folder.resolve("context")));
    return opened;
  }

  @AfterEach
  void stop() throws Exception {
    driver.close();
    plugin.close();
    Namespaces.delete(sandbox);
    Namespaces.delete(host);
  }

  private EndpointSpec endpoint(List<PortMapping> ports) {
    return new EndpointSpec(
        "fedcba9876543210".repeat(4),
        ID,
        "c0".repeat(32),
        sandbox,
        "eth0",
        "02:42:0a:57:00:02",
        List.of("10.87.0.2/24"),
        true,
        ports);
  }

  private interface Work {
    void run() throws Exception;
  }

  private void onHost(Work work) throws Exception {
    Namespaces.<Boolean, Exception>runIn(
        host,
        () -> {
          work.run();
          return true;
        });
  }

  private static List<String> links(Path namespace) throws Exception {
    return Namespaces.<List<String>, Exception>runIn(
        namespace,
        () -> {
          try (Netlink netlink = Netlink.open()) {
            return netlink.links().stream().map(Link::name).sorted().collect(Collectors.toList());
          }
        });
  }

  private int ping() throws Exception {
    return new ProcessBuilder(
            "nsenter", "--net=" + sandbox, "bash", "-c", "exec 3<>/dev/tcp/10.87.0.1/9")
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }

  private void assertJoined() throws Exception {
    assertEquals(List.of("eth0", "lo"), links(sandbox));
    var routes =
        Namespaces.<List<String>, Exception>runIn(
            sandbox,
            () -> {
              try (Netlink netlink = Netlink.open()) {
                return netlink.routes().stream()
                    .filter(r -> r.gateway() != null)
                    .map(r -> r.destination().getHostAddress() + "/" + r.prefix())
                    .sorted()
                    .toList();
              }
            });
    assertEquals(List.of("0.0.0.0/0", "198.51.100.0/24"), routes);
  }

  @Test
  void joinsAndLeavesEachMoreThanOnce() throws Exception {
    onHost(() -> {
      driver.create(NETWORK);
      driver.create(NETWORK);
      driver.join(NETWORK, endpoint(List.of()));
      driver.join(NETWORK, endpoint(List.of()));
    });
    assertJoined();
    try (var server = new Listener(host)) {
      assertTrue(server.process.isAlive());
      assertEquals(0, ping(), "the host is reached from the sandbox");
    }
    onHost(() -> {
      driver.leave(NETWORK, endpoint(List.of()));
      driver.leave(NETWORK, endpoint(List.of()));
      driver.remove(NETWORK);
      driver.remove(NETWORK);
    });
    assertEquals(List.of("lo"), links(sandbox));
    assertEquals(List.of("lo"), links(host));
  }

  /** Something that takes connections on port 9 of a namespace. */
  private static final class Listener implements AutoCloseable {
    private final Process process;

    Listener(Path namespace) throws Exception {
      process =
          new ProcessBuilder(
                  "nsenter",
                  "--net=" + namespace,
                  "python3",
                  "-c",
                  "import socket,time;s=socket.create_server(('10.87.0.1',9));print(1,flush=True);"
                      + "time.sleep(600)")
              .start();
      process.getInputStream().read();
    }

    @Override
    public void close() throws Exception {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatThePluginForgotIsMadeAgain() throws Exception {
    onHost(() -> driver.create(NETWORK));
    plugin.kill();
    onHost(() -> {
      var gone =
          assertThrows(DriverException.class, () -> driver.join(NETWORK, endpoint(List.of())));
      assertEquals(Kind.UNAVAILABLE, gone.kind());
      assertTrue(gone.getMessage().contains("plugin net is not there"), gone.getMessage());
      assertEquals(1, driver.reconcile(List.of(NETWORK), List.of(endpoint(List.of()))).size());
    });
    plugin.start();
    onHost(() -> driver.join(NETWORK, endpoint(List.of())));
    assertJoined();
  }

  @Test
  void anotherInstanceReconciles() throws Exception {
    onHost(() -> {
      driver.create(NETWORK);
      driver.join(NETWORK, endpoint(List.of()));
    });
    driver.close();
    driver = open();
    onHost(() ->
        assertEquals(List.of(), driver.reconcile(List.of(NETWORK), List.of(endpoint(List.of())))));
    assertJoined();
    onHost(() -> assertEquals(List.of(), driver.reconcile(List.of(), List.of())));
    assertFalse(links(host).stream().anyMatch(l -> l.startsWith("h")), "what is not wanted goes");
  }

  @Test
  void refusals() throws Exception {
    var ports = List.of(new PortMapping("tcp", "0.0.0.0", 80, 80));
    onHost(() -> {
      driver.create(NETWORK);
      assertEquals(
          Kind.UNSUPPORTED,
          assertThrows(DriverException.class, () -> driver.join(NETWORK, endpoint(ports))).kind());
      var nowhere =
          new EndpointSpec(
              ID,
              ID,
              ID,
              folder.resolve("none"),
              "eth0",
              "02:42:0a:57:00:03",
              List.of(),
              false,
              List.of());
      assertEquals(
          Kind.NOT_FOUND,
          assertThrows(DriverException.class, () -> driver.join(NETWORK, nowhere)).kind());
    });
  }
}
