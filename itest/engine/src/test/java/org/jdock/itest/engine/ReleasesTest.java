package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jdock.itest.engine.support.Daemon;
import org.jdock.itest.engine.support.NetworkNamespace;
import org.jdock.itest.engine.support.Run;
import org.jdock.itest.images.TestImages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Releases of a storage and of a network driver that differ in what they write and in what they do,
 * one put in another's place under containers that run: back from what the older one passes over,
 * and not back from what it can't read.
 */
@ExtendWith(SharedEngine.class)
class ReleasesTest {
  private static VendorKit kit;
  private static Path folder;
  private static NetworkNamespace namespace;
  private static Daemon daemon;

  /** All roots are the sample driver's: a daemon can't start with a default that it lacks. */
  @BeforeAll
  static void start(VendorKit published) throws Exception {
    kit = published;
    folder = Files.createTempDirectory(Path.of("/var/lib"), "jdock-itest");
    namespace = NetworkNamespace.create();
    daemon = new Daemon(Daemon.Kind.JDOCK, namespace, folder, List.of());
    daemon.start();
    daemon.jdock("driver", "install", jar("storage-copylink", "1.0.0")).ok();
    daemon.jdock("driver", "install", jar("network-hostonly", "1.0.0")).ok();
    daemon.stop();
    // crun binds a root once more and loses its mount's flags; runc keeps them.
    var flags = List.of("--storage-driver", "copylink", "--default-runtime", "runc");
    daemon = new Daemon(Daemon.Kind.JDOCK, namespace, folder, flags);
    daemon.start();
    var archive = folder.resolve("busybox.tar");
    TestImages.shared().save("busybox", archive);
    docker("load", "-i", archive.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      daemon.close();
    } finally {
      namespace.close();
    }
    try (var all = Files.walk(folder)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file); // fails where something is still mounted
      }
    }
  }

  private static String jar(String module, String release) throws IOException {
    return kit.sample(module, release).toString();
  }

  private static String docker(String... arguments) {
    return daemon.docker(arguments).ok();
  }

  private static void version(String driver, String wanted) {
    var info = daemon.jdock("driver", "info", driver).ok();
    assertTrue(info.matches("(?s).*Version: +" + wanted + "\\n.*"), info);
    assertTrue(info.contains("ACTIVE"), info);
  }

  private static void refused(String driver, String reason, String serves) {
    var outcome = daemon.jdock("driver", "rollback", driver);
    assertNotEquals(0, outcome.exit());
    assertTrue(outcome.err().contains(reason), outcome.err());
    assertTrue(outcome.err().contains(serves + " serves on"), outcome.err());
    version(driver, serves);
  }

  /** The mount of a container's root with its number: another mount would have another. */
  private static String root(String container) {
    return docker("exec", container, "busybox", "awk", "$5 == \"/\"", "/proc/self/mountinfo");
  }

  private static String flags(String container) {
    return root(container).split(" ")[5];
  }

  private static void writes(String container) throws InterruptedException {
    var before = docker("exec", container, "wc", "-l", "/beats");
    Thread.sleep(100);
    assertNotEquals(before, docker("exec", container, "wc", "-l", "/beats"));
  }

  private static void beat(String name) {
    var loop = "while :; do echo beat >> /beats; usleep 10000; done";
    docker("run", "-d", "--name", name, "--network", "none", "busybox", "sh", "-c", loop);
  }

  @Test
  void aStorageDriverOfAnotherSchema() throws Exception {
    beat("old");
    var old = root("old");
    assertEquals(-1, flags("old").indexOf("nodev"), old);
    try (var load =
        Load.of(
            "roots", () -> daemon.docker("run", "--rm", "--network", "none", "busybox", "true"))) {
      daemon.jdock("driver", "upgrade", jar("storage-copylink", "1.1.0")).ok();
      load.more(2);
      beat("new");
      assertTrue(flags("new").contains("nodev"), root("new"));
      assertEquals(old, root("old"));
      docker("exec", "old", "touch", "/mark");
      docker("restart", "-t", "0", "old"); // mounted anew, as it was made
      docker("exec", "old", "ls", "/mark");
      assertEquals(-1, flags("old").indexOf("nodev"), root("old"));

      old = root("old");
      var mounted = root("new");
      daemon.jdock("driver", "rollback", "storage/copylink").ok();
      version("storage/copylink", "1.0.0");
      load.more(2);
      assertEquals(mounted, root("new"));
      docker("exec", "new", "touch", "/mark");
      docker("restart", "-t", "0", "new");
      docker("exec", "new", "ls", "/mark");

      daemon.jdock("driver", "upgrade", jar("storage-copylink", "1.2.0")).ok();
      beat("newest");
      assertTrue(flags("newest").contains("nosuid"), root("newest"));
      load.more(2);
      refused(
          "storage/copylink",
          "copylink 1.0 reads snapshots of schema 1, and these are of 2",
          "1.2.0");
      load.more(2);
    }
    var roots = List.of(root("old"), root("new"), root("newest"));
    daemon.kill();
    daemon.start();
    version("storage/copylink", "1.2.0");
    assertEquals(roots, List.of(root("old"), root("new"), root("newest")));
    for (var name : List.of("old", "new", "newest")) {
      writes(name);
      docker("restart", "-t", "0", name);
      writes(name);
    }
    refused("storage/copylink", "these are of 2", "1.2.0");
    docker("rm", "-f", "old", "new", "newest");
  }

  private static String serve(String name, String network) throws InterruptedException {
    docker(
        "run",
        "-d",
        "--name",
        name,
        "--network",
        network,
        "busybox",
        "busybox",
        "httpd",
        "-f",
        "-h",
        "/etc");
    var address =
        docker("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", name);
    for (int i = 0; i < 200 && page(address).exit() != 0; i++) { // until it listens
      Thread.sleep(50);
    }
    page(address).ok();
    return address;
  }

  private static Run.Outcome page(String address) {
    return namespace.run(
        "curl", "-sS", "--fail", "--max-time", "5", "http://" + address + "/hostname");
  }

  /** The interface with its number, its address and its MTU. */
  private static String link(String container) {
    return docker("exec", container, "sh", "-c", "busybox ip link show eth0 | head -n 2");
  }

  private static String asks(String network, String address) {
    return docker(
        "run",
        "--rm",
        "--network",
        network,
        "busybox",
        "busybox",
        "wget",
        "-qO-",
        "http://" + address + "/hostname");
  }

  @Test
  void aNetworkDriverOfAnotherSchema() throws Exception {
    docker("network", "create", "-d", "hostonly", "front");
    var front = serve("n-old", "front");
    var old = link("n-old");
    assertTrue(old.contains("mtu 1500"), old);
    try (var load = Load.of("pages", () -> page(front))) {
      daemon.jdock("driver", "upgrade", jar("network-hostonly", "1.1.0")).ok();
      load.more(20);
      assertEquals(old, link("n-old"));
      asks("front", front);
      docker("network", "create", "-d", "hostonly", "back");
      var back = serve("n-new", "back");
      var made = link("n-new");
      assertTrue(made.contains("mtu 1400"), made);
      var bridge = namespace.run("ip", "-o", "link", "show", "type", "bridge").ok();
      assertTrue(bridge.contains("-bback:"), bridge);

      daemon.jdock("driver", "rollback", "network/hostonly").ok();
      version("network/hostonly", "1.0.0");
      load.more(20);
      assertEquals(List.of(old, made), List.of(link("n-old"), link("n-new")));
      assertEquals(bridge, namespace.run("ip", "-o", "link", "show", "type", "bridge").ok());
      page(back).ok();
      asks("back", back);
      asks("front", front);

      daemon.jdock("driver", "upgrade", jar("network-hostonly", "1.2.0")).ok();
      docker("network", "create", "-d", "hostonly", "third");
      var third = serve("n-newest", "third");
      assertTrue(link("n-newest").contains("mtu 1300"), link("n-newest"));
      refused(
          "network/hostonly",
          "hostonly 1.0 reads networks of schema 1, and these are of 2",
          "1.2.0");
      load.more(20);

      var links = List.of(link("n-old"), link("n-new"), link("n-newest"));
      daemon.kill();
      daemon.start();
      version("network/hostonly", "1.2.0");
      load.more(20);
      assertEquals(links, List.of(link("n-old"), link("n-new"), link("n-newest")));
      page(back).ok();
      page(third).ok();
      asks("front", front);
      asks("back", back);
      asks("third", third);
      refused("network/hostonly", "these are of 2", "1.2.0");
    }
    docker("rm", "-f", "n-old", "n-new", "n-newest");
    docker("network", "rm", "front", "back", "third");
    assertEquals("", namespace.run("sh", "-c", "ip -o link | grep ': ho' || true").ok());
  }
}
