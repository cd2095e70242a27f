package org.jdock.network.internal;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.event.Event;
import org.jdock.api.event.Events;
import org.jdock.driver.network.bridge.BridgeDriver;
import org.jdock.driver.network.hostnone.HostNetworkDriver;
import org.jdock.driver.network.hostnone.NoneNetworkDriver;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.mount.MountInfo;
import org.jdock.linux.namespace.Namespaces;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.Netlink;
import org.jdock.linux.net.Veth;
import org.jdock.tck.FileState;
import org.jdock.tck.TestContext;

/**
 * A host of its own as a network namespace, and a neighbour of it at 10.99.0.2: the machine's own
 * network is never touched. Engines are made and called inside it.
 */
final class Lab {
  private static final int PATIENCE_MILLIS = 10_000;

  final Path root;
  final Path host;
  final Path neighbour;
  final List<String> told = new CopyOnWriteArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<DirectRegistry> registries = new ArrayList<>();
  private String bip = "";

  Lab(Path root) throws Exception {
    this.root = root;
    host = namespace("host");
    neighbour = namespace("neighbour");
    try (Fd there = Fd.open(neighbour, OpenFlags.RDONLY)) {
      onHost(() -> {
        try (Netlink netlink = Netlink.open()) {
          int index = netlink.createVeth(new Veth("up0", null, 0, 0, "up0", null, there));
          netlink.addAddress(index, InetAddress.ofLiteral("10.99.0.1"), 24);
          netlink.setUp(index);
        }
        return true;
      });
    }
    in(
        neighbour,
        () -> {
          try (Netlink netlink = Netlink.open()) {
            int index = netlink.index("up0");
            netlink.addAddress(index, InetAddress.ofLiteral("10.99.0.2"), 24);
            netlink.setUp(index);
          }
          return true;
        });
  }

  interface Work<T> {
    T run() throws Exception;
  }

  private Path namespace(String name) throws IOException {
    Path file = root.resolve(name + ".netns");
    Namespaces.createNetwork(file);
    Namespaces.loopbackUp(file);
    return file;
  }

  <T> T onHost(Work<T> work) throws Exception {
    return in(host, work);
  }

  static <T> T in(Path namespace, Work<T> work) throws Exception {
    return Namespaces.<T, Exception>runIn(namespace, work::run);
  }

  Lab bip(String address) {
    bip = address;
    return this;
  }

  /** A daemon's network bundle on the same roots as any before it. */
  NetworkService engine() throws Exception {
    DirectRegistry registry =
        new DirectRegistry()
            .with("host", new HostNetworkDriver())
            .with("none", new NoneNetworkDriver());
    BridgeDriver bridge = new BridgeDriver();
    bridge.open(
        new TestContext(
            Files.createDirectories(root.resolve("data/driver")),
            Files.createDirectories(root.resolve("exec/driver")),
            "nvt",
            "jdock-test",
            new FileState(root.resolve("data/state"))));
    registry.with("bridge", bridge);
    registries.add(registry);
    return new NetworkService(settings(), registry, events());
  }

  private Settings settings() {
    DaemonSettings values =
        new DaemonSettings(
            List.of(),
            root.resolve("data"),
            root.resolve("exec"),
            "nvt",
            "jdock-test",
            List.of(),
            List.of(),
            "jdocknvt0",
            bip,
            "",
            "none",
            Map.of(),
            "",
            "default",
            List.of(),
            10,
            false);
    return new Settings() {
      @Override
      public DaemonSettings current() {
        return values;
      }

      @Override
      public AutoCloseable onChange(Consumer<DaemonSettings> listener) {
        return () -> {};
      }
    };
  }

  private Events events() {
    return new Events() {
      @Override
      public void publish(
          String type, String action, String actorId, Map<String, String> attributes) {
        told.add(type + " " + action + " " + attributes.get("name"));
      }

      @Override
      public List<Event> recent() {
        return List.of();
      }

      @Override
      public AutoCloseable subscribe(Consumer<Event> listener) {
        return () -> {};
      }
    };
  }

  /** A web server in a namespace that answers with a text. */
  void serve(Path namespace, int port, String text) throws Exception {
    HttpServer server = in(namespace, () -> HttpServer.create(new InetSocketAddress(port), 10));
    servers.add(server);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** What a web server says to one in a namespace: its status and its text. */
  static String get(Path from, String address, int port) throws Exception {
    return in(
        from,
        () -> {
          try (Socket socket = new Socket()) {
            socket.connect(
                new InetSocketAddress(InetAddress.ofLiteral(address), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket
                .getOutputStream()
                .write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            String answer =
                new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.replaceAll("(?s)^HTTP/1.1 (\\d+).*\r\n\r\n", "$1 ");
          }
        });
  }

  /** Links, firewall rules and mounts: what must be the same before and after. */
  Set<String> traces() throws Exception {
    Set<String> all =
        onHost(() -> {
          Set<String> found = new TreeSet<>();
          try (Netlink netlink = Netlink.open()) {
            netlink.links().stream().map(Link::name).forEach(found::add);
          }
          Process save = new ProcessBuilder("iptables-save").start();
          for (String line :
              new String(save.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                  .split("\n", -1)) {
            if (line.startsWith("-A ") || line.matches(":\\S+ - .*")) {
              found.add(line.replaceAll(" \\[.*", ""));
            }
          }
          save.waitFor();
          return found;
        });
    for (MountInfo mount : MountInfo.read()) {
      if (mount.mountPoint().startsWith(root.toString())) {
        all.add(mount.mountPoint());
      }
    }
    return all;
  }

  /** Closes the drivers, which finish what they began in the background. */
  void closeDrivers() {
    registries.forEach(DirectRegistry::close);
    registries.clear();
  }

  void close() throws Exception {
    servers.forEach(s -> s.stop(0));
    closeDrivers();
    for (MountInfo mount : MountInfo.read()) {
      if (mount.mountPoint().startsWith(root.toString())) {
        Namespaces.delete(Path.of(mount.mountPoint()));
      }
    }
  }
}
