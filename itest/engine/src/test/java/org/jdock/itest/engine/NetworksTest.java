package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Networks that users make. */
@ExtendWith(SharedEngine.class)
class NetworksTest {
  private final Engine engine;

  NetworksTest(Engine engine) {
    this.engine = engine;
  }

  @AfterEach
  void remove() {
    for (var name : List.of("n-one", "n-two")) {
      engine.docker("rm", "-f", name).ok();
    }
    for (var name :
        engine.docker("network", "ls", "-q", "--filter", "type=custom").ok().lines().toList()) {
      engine.docker("network", "rm", name).ok();
    }
  }

  private String run(String name, String... options) {
    var words = new java.util.ArrayList<>(List.of("run", "-d", "--name", name));
    words.addAll(List.of(options));
    words.addAll(List.of("busybox", "sleep", "1000"));
    return engine.docker(words.toArray(String[]::new)).ok();
  }

  private static void refused(Run.Outcome outcome, String why) {
    assertNotEquals(0, outcome.exit());
    assertTrue(outcome.err().contains(why), outcome.err());
  }

  private String address(String container, String network) {
    var format = "{{(index .NetworkSettings.Networks \"" + network + "\").IPAddress}}";
    return engine.docker("inspect", "-f", format, container).ok();
  }

  private boolean reaches(String from, String address) {
    return engine.docker("exec", from, "ping", "-c", "1", "-W", "1", address).exit() == 0;
  }

  private void outOfReach(String from, String address) {
    var outcome = engine.docker("exec", from, "ping", "-c", "1", "-W", "1", address);
    assertEquals(1, outcome.exit(), address + ": " + outcome.out() + outcome.err() + rules());
  }

  private String rules() {
    return engine.namespace().run("iptables-save").ok().replaceAll("(?m)^#.*\\n?", "");
  }

  @Test
  void fromCreationToRemoval() {
    var before = rules();
    var id =
        engine
            .docker(
                "network",
                "create",
                "--subnet",
                "10.211.0.0/16",
                "--ip-range",
                "10.211.5.0/24",
                "--gateway",
                "10.211.0.9",
                "--label",
                "color=red",
                "-o",
                "com.docker.network.bridge.name=jdnets0",
                "-o",
                "com.docker.network.driver.mtu=1400",
                "nets")
            .ok();
    assertTrue(id.matches("[0-9a-f]{64}"), id);
    assertEquals(
        "bridge local 10.211.0.0/16 10.211.5.0/24 10.211.0.9 red",
        engine
            .docker(
                "network",
                "inspect",
                "-f",
                "{{.Driver}} {{.Scope}} {{range .IPAM.Config}}{{.Subnet}} {{.IPRange}} {{.Gateway}}"
                    + "{{end}} {{.Labels.color}}",
                "nets")
            .ok());
    assertTrue(engine.namespace().run("ip", "addr", "show", "jdnets0").ok().contains("10.211.0.9"));

    run("n-one", "--network", "nets", "--ip", "10.211.77.7");
    run("n-two", "--network", "nets");
    assertEquals("10.211.77.7", address("n-one", "nets"));
    assertTrue(address("n-two", "nets").startsWith("10.211.5."), address("n-two", "nets"));
    assertTrue(reaches("n-two", "10.211.77.7"));
    assertEquals("1400", engine.docker("exec", "n-one", "cat", "/sys/class/net/eth0/mtu").ok());
    refused(
        engine.docker("run", "--rm", "--network", "nets", "--ip", "10.211.77.7", "busybox", "true"),
        "Address already in use");
    refused(engine.docker("network", "rm", "nets"), "has active endpoints");
    engine.docker("rm", "-f", "n-two").ok();

    engine.docker("stop", "-t", "0", "n-one").ok();
    engine.docker("network", "rm", "nets").ok();
    refused(engine.docker("start", "n-one"), "network nets not found");
    assertEquals(before, rules());
    assertFalse(engine.namespace().run("ip", "-o", "link").ok().contains("jdnets0: <NO"));
    var told =
        engine
            .docker(
                "events",
                "--since",
                "1",
                "--until",
                Long.toString(java.time.Instant.now().getEpochSecond() + 1),
                "--filter",
                "network=" + id,
                "--filter",
                "type=network",
                "--format",
                "{{.Action}}")
            .ok();
    assertEquals(
        List.of("create", "connect", "connect", "disconnect", "disconnect", "destroy"),
        told.lines().toList());
  }

  @Test
  void whatCanNotBeIsRefusedInDockersWords() {
    engine.docker("network", "create", "--subnet", "10.212.0.0/16", "taken").ok();
    refused(engine.docker("network", "create", "taken"), "network with name taken already exists");
    refused(
        engine.docker("network", "create", "--subnet", "10.212.3.0/24", "bad"),
        "Pool overlaps with other one on this address space");
    refused(
        engine.docker("network", "create", "--subnet", "10.213.0.1/16", "bad"),
        "invalid subnet 10.213.0.1/16: it should be 10.213.0.0/16");
    refused(
        engine.docker(
            "network", "create", "--subnet", "10.213.0.0/16", "--gateway", "10.9.0.1", "bad"),
        "no matching subnet for gateway 10.9.0.1");
    refused(engine.docker("network", "create", "-d", "nope", "bad"), "could not find plugin nope");
    refused(engine.docker("network", "create", "-d", "host", "bad"), "only one instance");
    refused(engine.docker("network", "create", "-o", "speed=1", "bad"), "unknown option 'speed'");
    refused(engine.docker("network", "create", "bridge"), "predefined bridge network");
    refused(engine.docker("network", "rm", "host"), "pre-defined network and cannot be removed");
    refused(engine.docker("network", "rm", "nope"), "network nope not found");
    assertEquals(
        "taken", engine.docker("network", "ls", "--format", "{{.Name}}", "-f", "type=custom").ok());
  }

  @Test
  void rangesAreChosenAndUnusedNetworksPruned() {
    engine.docker("network", "create", "one").ok();
    engine.docker("network", "create", "--label", "keep", "two").ok();
    engine.docker("network", "create", "used").ok();
    var format = "{{range .IPAM.Config}}{{.Subnet}}{{end}}";
    var ranges = engine.docker("network", "inspect", "-f", format, "bridge", "one", "two").ok();
    assertEquals(3, ranges.lines().distinct().count(), ranges);
    refused(
        engine.docker("run", "--rm", "--network", "one", "--ip", "172.29.0.9", "busybox", "true"),
        "user specified IP address is supported only when connecting to networks with user"
            + " configured subnets");
    run("n-one", "--network", "used");
    var pruned = engine.docker("network", "prune", "-f", "--filter", "label!=keep").ok();
    assertEquals(List.of("Deleted Networks:", "one"), pruned.lines().toList());
    engine.docker("network", "inspect", "two", "used").ok();
  }

  @Test
  void networksAreApartAndInternalOnesClosed() {
    engine.docker("network", "create", "open").ok();
    engine.docker("network", "create", "--internal", "closed").ok();
    run("n-one", "--network", "open");
    run("n-two", "--network", "closed");
    outOfReach("n-one", address("n-two", "closed"));
    outOfReach("n-two", address("n-one", "open"));
    assertFalse(engine.docker("exec", "n-two", "ip", "route").ok().contains("default"));
    assertTrue(engine.docker("exec", "n-one", "ip", "route").ok().contains("default via"));
  }

  @Test
  void containersOfOneNetworkAreKeptApartOnDemand() {
    var icc = "com.docker.network.bridge.enable_icc=false";
    engine.docker("network", "create", "-o", icc, "hermits").ok();
    run("n-one", "--network", "hermits");
    run("n-two", "--network", "hermits");
    outOfReach("n-one", address("n-two", "hermits"));
  }

  @Test
  void containersComeAndGoWhileTheyRun() {
    engine.docker("network", "create", "--subnet", "10.214.0.0/24", "left").ok();
    engine.docker("network", "create", "--subnet", "10.215.0.0/24", "right").ok();
    run("n-one", "--network", "left", "-p", "18093:80");
    run("n-two", "--network", "right");
    outOfReach("n-one", address("n-two", "right"));
    engine.docker("network", "connect", "--ip", "10.215.0.77", "right", "n-one").ok();
    refused(engine.docker("network", "connect", "right", "n-one"), "already exists in network");
    assertEquals("10.215.0.77", address("n-one", "right"));
    assertTrue(reaches("n-one", address("n-two", "right")));
    assertTrue(reaches("n-two", "10.215.0.77"));

    engine.docker("network", "disconnect", "left", "n-one").ok();
    assertEquals(
        "right ",
        engine
                .docker(
                    "inspect",
                    "-f",
                    "{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{end}}",
                    "n-one")
                .ok()
                .strip()
            + " ");
    assertTrue(
        engine.docker("exec", "n-one", "ip", "route").ok().contains("default via 10.215.0.1"));
    assertTrue(rules().contains("--dport 18093 -j DNAT --to-destination 10.215.0.77:80"), rules());
    refused(engine.docker("network", "disconnect", "left", "n-one"), "is not connected");
    engine.docker("network", "rm", "left").ok();

    engine.docker("restart", "-t", "0", "n-one").ok();
    assertEquals("10.215.0.77", address("n-one", "right"));
    engine.docker("stop", "-t", "0", "n-one").ok();
    engine.docker("network", "connect", "bridge", "n-one").ok();
    engine.docker("start", "n-one").ok();
    assertNotEquals("", address("n-one", "bridge"));
    assertEquals("10.215.0.77", address("n-one", "right"));
  }

  @Test
  void severalNetworksFromTheStart() {
    engine.docker("network", "create", "left").ok();
    engine.docker("network", "create", "right").ok();
    run("n-one", "--network", "left", "--network", "right");
    run("n-two", "--network", "right");
    assertTrue(reaches("n-two", address("n-one", "right")));
    assertEquals(
        "3", engine.docker("exec", "n-one", "sh", "-c", "ip -o link | wc -l").ok().strip());
  }

  @Test
  void aDaemonThatIsKilledFindsItsNetworks() throws IOException, InterruptedException {
    engine.docker("network", "create", "--subnet", "10.216.0.0/24", "kept").ok();
    engine.docker("network", "create", "empty").ok();
    engine.docker("network", "create", "other").ok();
    run("n-one", "--network", "kept", "--network", "other");
    run("n-two", "--network", "kept");
    var shown = engine.docker("network", "inspect", "kept", "empty").ok();
    var rules = rules();
    engine.daemon().kill();
    engine.daemon().start();
    assertEquals(shown, engine.docker("network", "inspect", "kept", "empty").ok());
    assertEquals(rules, rules());
    assertTrue(reaches("n-two", address("n-one", "kept")));
    engine.docker("network", "disconnect", "kept", "n-one").ok();
    engine.docker("network", "rm", "empty").ok();
    engine.docker("rm", "-f", "n-two").ok();
    engine.docker("network", "rm", "kept").ok();
  }
}
