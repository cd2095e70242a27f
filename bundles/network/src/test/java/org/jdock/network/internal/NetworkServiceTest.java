package org.jdock.network.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.network.NetworkDetails;
import org.jdock.api.network.Sandbox;
import org.jdock.api.network.SandboxSpec;
import org.jdock.linux.net.Link;
import org.jdock.linux.net.Netlink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkServiceTest {
  private Lab lab;
  private NetworkService engine;

  @BeforeEach
  void open(@TempDir Path root) throws Exception {
    lab = new Lab(root);
    engine = lab.engine();
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private static SandboxSpec spec(String name, String network, SandboxSpec.Port... ports) {
    return new SandboxSpec(name.repeat(64 / name.length()), name, network, "", List.of(ports));
  }

  private static SandboxSpec.Port port(int host, int container) {
    return new SandboxSpec.Port("tcp", container, "", host, host);
  }

  private Sandbox run(SandboxSpec spec) throws Exception {
    return lab.onHost(() -> {
      Sandbox sandbox = engine.open(spec);
      engine.connect(spec.containerId());
      return sandbox;
    });
  }

  private void closeAndStop(SandboxSpec... specs) throws Exception {
    lab.onHost(() -> {
      for (SandboxSpec spec : specs) {
        engine.close(spec.containerId());
      }
      engine.stop();
      return true;
    });
    lab.closeDrivers();
  }

  private ProblemException refused(Problem problem, SandboxSpec spec) {
    ProblemException e =
        assertThrows(ProblemException.class, () -> lab.onHost(() -> engine.open(spec)));
    assertEquals(problem, e.problem(), e.getMessage());
    return e;
  }

  @Test
  void predefinedNetworksKeepTheirIds() throws Exception {
    List<NetworkDetails> first = lab.onHost(() -> engine.list(Filters.NONE));
    assertEquals(
        Set.of("bridge", "host", "none"),
        Set.copyOf(first.stream().map(NetworkDetails::name).toList()));
    assertTrue(first.stream().allMatch(n -> n.id().matches("[0-9a-f]{64}")));
    engine = lab.engine();
    // In any order: the second list is read from files that are named by random ids.
    assertEquals(Set.copyOf(first), Set.copyOf(lab.onHost(() -> engine.list(Filters.NONE))));
    NetworkDetails bridge = lab.onHost(() -> engine.inspect("bridge"));
    assertEquals(new NetworkDetails.Range("172.17.0.0/16", "172.17.0.1"), range(bridge));
    assertEquals(bridge, engine.inspect(bridge.id().substring(0, 12)));
    assertEquals(
        List.of("none"),
        engine.list(new Filters(Map.of("driver", List.of("none")))).stream()
            .map(NetworkDetails::name)
            .toList());
    ProblemException e = assertThrows(ProblemException.class, () -> engine.inspect("nope"));
    assertEquals("network nope not found", e.getMessage());
  }

  private static NetworkDetails.Range range(NetworkDetails network) {
    return network.ipam().config().getFirst();
  }

  @Test
  void aRangeThatTheHostUsesIsNotChosen() throws Exception {
    lab.onHost(() -> {
      try (Netlink netlink = Netlink.open()) {
        netlink.addAddress(netlink.index("up0"), InetAddress.ofLiteral("172.17.8.1"), 24);
      }
      return true;
    });
    assertEquals("172.18.0.0/16", lab.onHost(() -> range(engine.inspect("bridge"))).subnet());
    lab.bip("10.7.0.9/20");
    engine = lab.engine();
    assertEquals(
        new NetworkDetails.Range("10.7.0.0/20", "10.7.0.9"),
        lab.onHost(() -> range(engine.inspect("bridge"))));
  }

  @Test
  void noneHasOnlyLoopbackAndHostHasNoNamespace() throws Exception {
    Set<String> before = lab.traces();
    Sandbox none = run(spec("a", "none", port(80, 80)));
    assertEquals(List.of(), none.ports());
    assertEquals(
        "lo up",
        Lab.in(
            none.namespace(),
            () -> {
              try (Netlink netlink = Netlink.open()) {
                List<Link> links = netlink.links().stream().filter(Link::up).toList();
                return links.getFirst().name() + (links.size() == 1 ? " up" : " and others");
              }
            }));
    assertEquals(
        "0",
        Lab.in(
            none.namespace(),
            () ->
                Files.readString(Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start"))
                    .strip()));
    Sandbox host = run(spec("b", "host"));
    assertNull(host.namespace());
    assertEquals("", host.address());
    assertEquals(List.of("b"), engine.usersOf("network", "host"));
    closeAndStop(spec("a", "none"), spec("b", "host"));
    assertEquals(List.of(), engine.usersOf("network", "host"));
    assertEquals(before, lab.traces());
    assertEquals(0, lab.root.resolve("exec/network/sandboxes").toFile().list().length);
  }

  @Test
  void aPageIsServedThroughAPublishedPortAndNothingIsLeft() throws Exception {
    Set<String> before = lab.traces();
    SandboxSpec web = spec("web0", "default", port(8080, 80));
    Sandbox sandbox = run(web);
    assertEquals("172.17.0.2", sandbox.address());
    assertEquals("02:42:ac:11:00:02", sandbox.macAddress());
    assertEquals("172.17.0.1", sandbox.gateway());
    assertEquals(List.of(new SandboxSpec.Port("tcp", 80, "0.0.0.0", 8080, 8080)), sandbox.ports());
    lab.serve(sandbox.namespace(), 80, "hello");
    assertEquals("200 hello", Lab.get(lab.host, "127.0.0.1", 8080));
    assertEquals("200 hello", Lab.get(lab.neighbour, "10.99.0.1", 8080));
    NetworkDetails.Member member = engine.inspect("bridge").containers().get(web.containerId());
    assertEquals("172.17.0.2/16", member.ipv4Address());
    closeAndStop(web);
    assertEquals(before, lab.traces());
    assertEquals(List.of("network connect bridge", "network disconnect bridge"), lab.told);
  }

  @Test
  void aPortThatIsTakenIsRefusedInDockersWords() throws Exception {
    SandboxSpec one = spec("one0", "bridge", port(8080, 80));
    run(one);
    Set<String> before = lab.traces();
    ProblemException e = refused(Problem.FAILED, spec("two0", "bridge", port(8080, 80)));
    assertTrue(
        e.getMessage()
            .matches(
                "driver failed programming external connectivity on endpoint two0"
                    + " \\([0-9a-f]{64}\\): Bind for 0.0.0.0:8080 failed: port is already"
                    + " allocated"),
        e.getMessage());
    ServerSocket stranger =
        lab.onHost(() -> {
          ServerSocket socket = new ServerSocket();
          socket.bind(new InetSocketAddress("0.0.0.0", 9090));
          return socket;
        });
    try (stranger) {
      refused(Problem.FAILED, spec("two0", "bridge", port(9090, 80)));
    }
    refused(
        Problem.UNSUPPORTED,
        spec("two0", "bridge", new SandboxSpec.Port("sctp", 80, "", 9091, 9091)));
    refused(Problem.NOT_FOUND, spec("two0", "nowhere"));
    assertEquals(before, withoutSpares(lab.traces(), before));
    // given back, and to be had at once although the old endpoint is only about to go
    lab.onHost(() -> {
      engine.close(one.containerId());
      return true;
    });
    Sandbox two = run(spec("two0", "bridge", port(8080, 80)));
    assertEquals(8080, two.ports().getFirst().hostPort());
    assertNotEquals("172.17.0.2", two.address());
    closeAndStop(spec("two0", "bridge"));
  }

  /** Spare namespaces may be made at any time. */
  private static Set<String> withoutSpares(Set<String> now, Set<String> before) {
    now.removeIf(t -> t.contains("/netns/") && !before.contains(t));
    return now;
  }

  @Test
  void hostPortsAreChosenFromARangeOrByTheKernel() throws Exception {
    var range = new SandboxSpec.Port("tcp", 80, "127.0.0.1", 9000, 9001);
    var any = new SandboxSpec.Port("udp", 53, "", 0, 0);
    Sandbox one = run(spec("one0", "bridge", range, any));
    Sandbox two = run(spec("two0", "bridge", range, any));
    assertEquals(9000, one.ports().get(0).hostPort());
    assertEquals(9001, two.ports().get(0).hostPort());
    assertTrue(one.ports().get(1).hostPort() > 0);
    assertNotEquals(one.ports().get(1).hostPort(), two.ports().get(1).hostPort());
    ProblemException e = refused(Problem.FAILED, spec("thr0", "bridge", range));
    assertTrue(e.getMessage().endsWith("all ports are allocated"), e.getMessage());
    lab.serve(two.namespace(), 80, "two");
    assertEquals("200 two", Lab.get(lab.host, "127.0.0.1", 9001));
    closeAndStop(spec("one0", "bridge"), spec("two0", "bridge"));
  }

  @Test
  void afterACrashRunningContainersKeepTheirNetworkAndTheRestGoes() throws Exception {
    Set<String> before = lab.traces();
    SandboxSpec web = spec("web0", "bridge", port(8080, 80));
    SandboxSpec gone = spec("gone", "bridge", port(8081, 80));
    Sandbox kept = run(web);
    run(gone);
    run(spec("c", "none"));
    lab.serve(kept.namespace(), 80, "still here");
    crash();
    lab.onHost(() -> {
      new ProcessBuilder("iptables", "-t", "nat", "-F").start().waitFor();
      return true;
    });
    List<Sandbox> adopted = lab.onHost(() -> engine.adopt(Set.of(web.containerId())));
    assertEquals(List.of(kept), adopted);
    assertEquals("200 still here", Lab.get(lab.neighbour, "10.99.0.1", 8080));
    refused(Problem.FAILED, spec("two0", "bridge", port(8080, 80)));
    Sandbox next = run(spec("next", "bridge", port(8081, 80)));
    assertNotEquals(kept.address(), next.address());
    assertEquals(List.of("next", "web0"), engine.usersOf("network", "bridge"));
    closeAndStop(web, spec("next", "bridge"));
    assertEquals(before, lab.traces());
  }

  @Test
  void anotherVersionOfADriverTakesOverWhatRuns() throws Exception {
    SandboxSpec web = spec("web0", "bridge", port(8080, 80));
    SandboxSpec gone = spec("gone", "bridge", port(8081, 80));
    lab.serve(run(web).namespace(), 80, "web");
    run(gone);
    lab.onHost(() -> {
      engine.close(gone.containerId());
      new ProcessBuilder("iptables", "-t", "nat", "-F").start().waitFor();
      engine.takeOver("network", "bridge");
      engine.takeOver("network", "none");
      engine.takeOver("log", "bridge");
      return true;
    });
    assertEquals("200 web", Lab.get(lab.neighbour, "10.99.0.1", 8080));
    Sandbox next = run(gone);
    lab.serve(next.namespace(), 80, "next");
    assertEquals("200 next", Lab.get(lab.neighbour, "10.99.0.1", 8081));
    closeAndStop(web, gone);
  }

  @Test
  void whatJoinsDuringATakeoverStays() throws Exception {
    for (int round = 0; round < 6; round++) {
      SandboxSpec one = spec("j" + round, "bridge", port(8090 + round, 80));
      Sandbox sandbox = lab.onHost(() -> engine.open(one));
      var joining =
          new FutureTask<>(() ->
              lab.onHost(() -> {
                engine.connect(one.containerId());
                return true;
              }));
      Thread.ofPlatform().start(joining);
      lab.onHost(() -> {
        engine.takeOver("network", "bridge");
        return true;
      });
      joining.get();
      lab.serve(sandbox.namespace(), 80, "one " + round);
      assertEquals("200 one " + round, Lab.get(lab.neighbour, "10.99.0.1", 8090 + round));
    }
    closeAndStop(
        IntStream.range(0, 6).mapToObj(n -> spec("j" + n, "bridge")).toArray(SandboxSpec[]::new));
  }

  /** Another instance goes on; the old one's sockets are closed as they are by its end. */
  private void crash() throws Exception {
    engine.forget();
    engine = lab.engine();
  }

  @Test
  void afterACrashWithoutContainersNothingIsLeft() throws Exception {
    Set<String> before = lab.traces();
    run(spec("web0", "bridge", port(8080, 80)));
    Files.writeString(lab.root.resolve("exec/network/sandboxes/torn.json"), "{\"schema\":");
    crash();
    assertEquals(List.of(), lab.onHost(() -> engine.adopt(Set.of())));
    lab.onHost(() -> {
      engine.stop();
      return true;
    });
    lab.closeDrivers();
    assertEquals(before, lab.traces());
    assertTrue(Files.exists(lab.root.resolve("exec/network/sandboxes/torn.json.damaged")));
    assertFalse(Files.exists(lab.root.resolve("exec/network/sandboxes/torn.json")));
  }

  @Test
  void stoppingTheDaemonLeavesRunningContainersConnected() throws Exception {
    SandboxSpec web = spec("web0", "bridge", port(8080, 80));
    Sandbox sandbox = run(web);
    lab.serve(sandbox.namespace(), 80, "on");
    closeAndStop();
    assertEquals("200 on", Lab.get(lab.neighbour, "10.99.0.1", 8080));
    engine = lab.engine();
    assertEquals(List.of(sandbox), lab.onHost(() -> engine.adopt(Set.of(web.containerId()))));
    closeAndStop(web);
  }

  @Test
  void aBridgeThatSomebodyDeletedIsMadeAnew() throws Exception {
    run(spec("one0", "bridge"));
    lab.onHost(() -> {
      try (Netlink netlink = Netlink.open()) {
        netlink.delete(netlink.index("jdocknvt0"));
      }
      return true;
    });
    Sandbox two = run(spec("two0", "bridge", port(8080, 80)));
    lab.serve(two.namespace(), 80, "again");
    assertEquals("200 again", Lab.get(lab.neighbour, "10.99.0.1", 8080));
    closeAndStop(spec("one0", "bridge"), spec("two0", "bridge"));
  }

  @Test
  void aStrangerOnAPortDoesNotCostARunningContainerItsRule() throws Exception {
    SandboxSpec web = spec("web0", "bridge", port(8080, 80));
    Sandbox sandbox = run(web);
    lab.serve(sandbox.namespace(), 80, "mine");
    crash();
    try (ServerSocket stranger = lab.onHost(() -> new ServerSocket(8080))) {
      lab.onHost(() -> engine.adopt(Set.of(web.containerId())));
      assertEquals("200 mine", Lab.get(lab.neighbour, "10.99.0.1", 8080));
    }
    refused(Problem.FAILED, spec("two0", "bridge", port(8080, 80)));
    closeAndStop(web);
  }
}
