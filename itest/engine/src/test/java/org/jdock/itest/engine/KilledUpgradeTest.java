package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdock.itest.engine.support.DriverVersions;
import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The daemon is killed at random moments of upgrades while a container prints and serves a page:
 * the next start finds one version of the driver, the old one or the new one, and all works on.
 */
class KilledUpgradeTest {
  private static final int PORT = 18097;
  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "log/json-file", "jdock-log-json-file",
          "storage/overlay2", "jdock-storage-overlay2",
          "network/bridge", "jdock-network-bridge",
          "security/default", "jdock-security-default",
          "runtime/runc", "jdock-runtime-oci",
          "volume/local", "jdock-volume-local");

  private static Engine engine;

  @BeforeAll
  static void start() throws Exception {
    engine = Engine.start("--default-runtime", "runc");
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void aStartAfterAPowerCutFindsOneVersionAndNothingIsLost() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "web",
            "-p",
            PORT + ":80",
            "-v",
            "kept:/data",
            engine.registry().authority() + "/nginx")
        .ok();
    engine.docker("run", "-d", "--name", "prints", "busybox", "sh", "-c", Counting.SCRIPT).ok();
    var rounds = Boolean.getBoolean("jdock.full") ? 4 : 1;
    for (var round = 1; round <= rounds; round++) {
      for (var name : new TreeSet<>(ARTIFACTS.keySet())) {
        cut(name, "0.1." + round, random, "seed " + seed + ", round " + round + ", " + name);
      }
    }
    Counting.stop(engine, "prints", "seed " + seed);
    engine.docker("rm", "-f", "web", "prints").ok();
  }

  /** One upgrade, and one kill while it runs or a moment later. */
  private static void cut(String name, String version, Random random, String what)
      throws Exception {
    var before = engine.daemon().driverVersion(name);
    var jar = new DriverVersions(engine.scratch("jars")).make(ARTIFACTS.get(name), version);
    var stored = jars();
    var upgrade =
        Thread.ofPlatform().start(() -> engine.daemon().jdock("driver", "upgrade", jar.toString()));
    awaitAnotherJar(stored);
    Thread.sleep(random.nextInt(60));
    engine.daemon().kill();
    upgrade.join();
    engine.daemon().start();
    var after = engine.daemon().driverVersion(name);
    assertTrue(List.of(before, version).contains(after), what + ": " + after);
    assertEquals(1, serving(name).size(), what + ": " + serving(name));
    page();
    assertEquals("running", engine.docker("inspect", "-f", "{{.State.Status}}", "prints").ok());
    assertEquals("hi", engine.docker("exec", "prints", "echo", "hi").ok(), what);
    assertEquals(
        "new",
        engine
            .docker(
                "run",
                "--rm",
                "-v",
                "kept:/data",
                "busybox",
                "sh",
                "-c",
                "echo new > /data/new; cat /data/new")
            .ok(),
        what);
    assertEquals("new", engine.docker("exec", "web", "cat", "/data/new").ok(), what);
  }

  /** The store has the newcomer's jar before anything else happens to it. */
  private static void awaitAnotherJar(Set<Path> before) throws Exception {
    var deadline = System.nanoTime() + 20_000_000_000L;
    while (jars().equals(before)) {
      assertTrue(System.nanoTime() < deadline, "the upgrade has not begun");
      Thread.sleep(1);
    }
  }

  private static Set<Path> jars() throws IOException {
    var store = engine.daemon().dataRoot().resolve("drivers");
    if (!Files.isDirectory(store)) {
      return Set.of();
    }
    try (var files = Files.list(store)) {
      return files.collect(Collectors.toSet());
    }
  }

  /** A newcomer in whose call the daemon died is in quarantine, and does not serve. */
  private static List<String> serving(String name) {
    var kind = name.substring(0, name.indexOf('/'));
    var own = name.substring(name.indexOf('/') + 1);
    return engine
        .daemon()
        .jdock("driver", "list")
        .ok()
        .lines()
        .filter(line -> line.matches(kind + " +" + own + " .* ACTIVE .*"))
        .toList();
  }

  private static void page() {
    var url = "http://127.0.0.1:" + PORT + "/";
    var page = engine.namespace().run("curl", "-sS", "--fail", "--max-time", "10", url);
    assertTrue(page.ok().contains("</html>"), page.out());
  }
}
