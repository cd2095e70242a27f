package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdock.itest.engine.support.DriverVersions;
import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drivers are replaced, and taken back, while a container prints, serves a page and uses all. */
class SwapTest {
  private static final AtomicInteger VERSION = new AtomicInteger();
  private static Engine engine;
  private static Path jars;

  @BeforeAll
  static void start() throws Exception {
    engine = Engine.start("--default-runtime", "runc");
    jars = engine.scratch("jars");
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "web",
            "-p",
            "18095:80",
            "-v",
            "swap:/data",
            engine.registry().authority() + "/nginx")
        .ok();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  private static Run.Outcome driver(String... arguments) {
    var command = new String[arguments.length + 1];
    command[0] = "driver";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return engine.daemon().jdock(command);
  }

  private static void page() {
    var page =
        engine
            .namespace()
            .run("curl", "-sS", "--fail", "--max-time", "10", "http://127.0.0.1:18095/");
    assertTrue(page.ok().contains("</html>"), page.out());
  }

  private static String newer(String artifact) throws IOException {
    return new DriverVersions(jars).make(artifact, "0.1." + VERSION.incrementAndGet()).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "log/json-file, jdock-log-json-file",
    "storage/overlay2, jdock-storage-overlay2",
    "network/bridge, jdock-network-bridge",
    "security/default, jdock-security-default",
    "runtime/runc, jdock-runtime-oci",
    "volume/local, jdock-volume-local"
  })
  void upgradeAndRollbackWhileItIsUsed(String name, String artifact) throws IOException {
    var before = engine.daemon().driverVersion(name);
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "prints",
            "-v",
            "swap:/data",
            "busybox",
            "sh",
            "-c",
            Counting.SCRIPT)
        .ok();
    try {
      var jar = newer(artifact);
      driver("upgrade", jar).ok();
      var after = engine.daemon().driverVersion(name);
      assertTrue(jar.endsWith("-" + after + ".jar"), after);
      assertTrue(driver("list").ok().contains(" " + after + " "), "not listed: " + after);
      inUse();
      driver("rollback", name).ok();
      assertEquals(before, engine.daemon().driverVersion(name));
      inUse();
      Counting.stop(engine, "prints", name);
    } finally {
      engine.docker("rm", "-f", "prints").ok();
    }
  }

  /** What runs is as it was, and what comes now works. */
  private static void inUse() {
    page();
    assertEquals("running", engine.docker("inspect", "-f", "{{.State.Status}}", "prints").ok());
    assertEquals("hi", engine.docker("exec", "prints", "echo", "hi").ok());
    assertEquals(
        "new",
        engine
            .docker(
                "run",
                "--rm",
                "-v",
                "swap:/data",
                "busybox",
                "sh",
                "-c",
                "echo new > /data/new; cat /data/new")
            .ok());
    assertEquals("new", engine.docker("exec", "prints", "cat", "/data/new").ok());
  }

  /** A new version repairs what a reload of the host's firewall took, as a start does. */
  @Test
  void anotherNetworkDriverMakesTheRulesTrueAgain() throws IOException {
    engine.namespace().run("iptables", "-t", "nat", "-F").ok();
    var cut = engine.namespace().run("curl", "-sS", "--max-time", "2", "http://127.0.0.1:18095/");
    assertNotEquals(0, cut.exit(), "served without a rule: " + cut.out());
    driver("upgrade", newer("jdock-network-bridge")).ok();
    page();
    engine.namespace().run("iptables", "-t", "nat", "-F").ok();
    driver("rollback", "network/bridge").ok();
    page();
  }

  @Test
  void removalIsRefusedWhileUsed() {
    for (var name :
        new String[] {
          "log/json-file",
          "storage/overlay2",
          "network/bridge",
          "security/default",
          "runtime/runc",
          "volume/local"
        }) {
      var outcome = driver("remove", name);
      assertEquals(1, outcome.exit(), name);
      assertTrue(outcome.err().contains(name + " is in use by"), outcome.err());
      var user = name.equals("volume/local") ? "volume swap" : "web";
      assertTrue(outcome.err().contains(user), outcome.err());
    }
    page();
  }

  @Test
  void whatIsNoNewerVersionIsRefused() throws IOException {
    var before = driver("list").ok();
    var broken = jars.resolve("broken.jar");
    Files.writeString(broken, "no jar");
    refused(broken, "is not a jar");
    refused(jars.resolve("missing.jar"), "there is no file");
    refused(new DriverVersions(jars).make("jdock-log-json-file", "0.0.9"), "lower");
    assertEquals(before, driver("list").ok());
    page();
  }

  private static void refused(Path jar, String reason) {
    var outcome = driver("upgrade", jar.toString());
    assertNotEquals(0, outcome.exit());
    assertTrue(outcome.err().contains(reason), outcome.err());
  }

  @Test
  void upgradeOutlivesARestart() throws Exception {
    var before = engine.daemon().driverVersion("log/json-file");
    driver("upgrade", newer("jdock-log-json-file")).ok();
    var after = engine.daemon().driverVersion("log/json-file");
    engine.daemon().kill();
    engine.daemon().start();
    assertEquals(after, engine.daemon().driverVersion("log/json-file"));
    page();
    driver("rollback", "log/json-file").ok();
    assertEquals(before, engine.daemon().driverVersion("log/json-file"));
  }
}
