package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two bridge drivers with different pools. */
class NetworkInstanceTest {
  @TempDir private static Path folder;
  private static Engine engine;

  @BeforeAll
  static void start() throws IOException {
    var config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        config.resolve("org.jdock.driver.network.bridge.BridgeDriver~lab.cfg"),
        """
        default-address-pool = base=10.221.0.0/16,size=24
        mtu = 1300
        """);
    engine = Engine.start("--config", config.toString());
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    engine.close();
  }

  private static String subnet(String network) {
    return engine
        .docker("network", "inspect", "-f", "{{range .IPAM.Config}}{{.Subnet}}{{end}}", network)
        .ok();
  }

  private static String address(String container, String network) {
    var format = "{{(index .NetworkSettings.Networks \"" + network + "\").IPAddress}}";
    return engine.docker("inspect", "-f", format, container).ok();
  }

  private static boolean reaches(String from, String address) {
    return engine.docker("exec", from, "ping", "-c", "1", "-W", "1", address).exit() == 0;
  }

  @Test
  void eachTakesRangesFromItsOwnPool() {
    assertTrue(engine.daemon().jdock("driver", "list").ok().contains("lab"));
    engine.docker("network", "create", "-d", "lab", "one").ok();
    engine.docker("network", "create", "plain").ok();
    assertEquals("10.221.0.0/24", subnet("one"));
    assertTrue(subnet("plain").startsWith("172."), subnet("plain"));

    engine
        .docker("run", "-d", "--name", "lab-a", "--network", "one", "busybox", "sleep", "1000")
        .ok();
    engine
        .docker("run", "-d", "--name", "lab-b", "--network", "one", "busybox", "sleep", "1000")
        .ok();
    engine
        .docker("run", "-d", "--name", "lab-c", "--network", "plain", "busybox", "sleep", "1000")
        .ok();
    assertEquals("10.221.0.2", address("lab-a", "one"));
    assertEquals("1300", engine.docker("exec", "lab-a", "cat", "/sys/class/net/eth0/mtu").ok());
    assertEquals("1500", engine.docker("exec", "lab-c", "cat", "/sys/class/net/eth0/mtu").ok());
    assertTrue(reaches("lab-a", address("lab-b", "one")));
    assertTrue(
        !reaches("lab-a", address("lab-c", "plain")), "from lab's network to the other driver's");
    assertTrue(
        !reaches("lab-c", address("lab-a", "one")), "from the other driver's network to lab's");

    var refused =
        engine
            .daemon()
            .jdock(
                "driver", "set", "network/lab", "default-address-pool=base=10.222.0.1/16,size=24");
    assertNotEquals(0, refused.exit());
    assertTrue(
        (refused.out() + refused.err()).contains("the base should be 10.222.0.0/16"),
        refused.out() + refused.err());
    engine.docker("network", "create", "-d", "lab", "two").ok();
    assertEquals("10.221.1.0/24", subnet("two"));

    engine
        .daemon()
        .jdock(
            "driver",
            "set",
            "network/lab",
            "default-address-pool=base=10.222.0.0/16,size=26",
            "mtu=1200")
        .ok();
    engine.docker("network", "create", "-d", "lab", "three").ok();
    assertEquals("10.222.0.0/26", subnet("three"));
    assertEquals("10.221.0.0/24", subnet("one"));
    assertTrue(reaches("lab-a", address("lab-b", "one")));
    engine.docker("network", "connect", "two", "lab-a").ok();
    assertEquals("1300", engine.docker("exec", "lab-a", "cat", "/sys/class/net/eth1/mtu").ok());
    engine.docker("rm", "-f", "lab-a", "lab-b", "lab-c").ok();
    for (var network : List.of("one", "two", "three", "plain")) {
      engine.docker("network", "rm", network).ok();
    }
  }
}
