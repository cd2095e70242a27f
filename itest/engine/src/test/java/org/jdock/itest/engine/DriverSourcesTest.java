package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jdock.itest.engine.support.DriverVersions;
import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;
import org.jdock.itest.engine.support.Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A driver that is in use is replaced by one that comes from elsewhere. */
@ExtendWith(SharedEngine.class)
class DriverSourcesTest {
  private static final String DRIVER = "log/json-file";
  private static final String ARTIFACT = "jdock-log-json-file";

  private final Engine engine;
  private final Path jars;

  DriverSourcesTest(Engine engine) throws IOException {
    this.engine = engine;
    this.jars = engine.scratch("driver-sources");
  }

  private Run.Outcome driver(String... arguments) {
    var command = new String[arguments.length + 1];
    command[0] = "driver";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return engine.daemon().jdock(command);
  }

  private void refused(String part, String... arguments) {
    var outcome = driver(arguments);
    assertEquals(1, outcome.exit(), outcome.out() + outcome.err());
    assertTrue(outcome.err().contains(part), outcome.err());
  }

  @Test
  void aRegistryServesDriversToWhoeverTrustsTheirSigner() throws Exception {
    var before = engine.daemon().driverVersion(DRIVER);
    var repository = engine.registry().authority() + "/drivers/json-file";
    var versions = new DriverVersions(jars);
    var unsigned = versions.make(ARTIFACT, "0.1.901");
    var pushed = driver("push", "--json", unsigned.toString(), repository + ":unsigned");
    assertTrue(
        pushed.ok().contains("\"source\": \"oci:" + repository + ":unsigned\""), pushed.out());
    assertTrue(pushed.out().contains("\"name\": \"json-file\""), pushed.out());
    assertTrue(pushed.err().contains("Digest: sha256:"), pushed.err());
    refused("it is not signed", "upgrade", DRIVER, "oci:" + repository + ":unsigned");
    assertEquals(before, engine.daemon().driverVersion(DRIVER));

    var signer = new Signer(jars, "vendor");
    var signed = signer.sign(versions.make(ARTIFACT, "0.1.902"));
    driver("push", signed.toString(), repository + ":signed").ok();
    driver("trust", "add", signer.certificate().toString()).ok();
    engine
        .docker("run", "-d", "--name", "fetched", "busybox", "sh", "-c", "echo one; sleep 600")
        .ok();
    try {
      refused("no version of volume/local", "upgrade", "local", "oci:" + repository + ":signed");
      driver("upgrade", DRIVER, "oci:" + repository + ":signed").ok();
      assertEquals("0.1.902", engine.daemon().driverVersion(DRIVER));
      assertEquals("one", engine.docker("logs", "fetched").ok());
      driver("rollback", DRIVER).ok();
      assertEquals(before, engine.daemon().driverVersion(DRIVER));
    } finally {
      engine.docker("rm", "-f", "fetched").ok();
      driver("trust", "remove", "vendor").ok();
    }
  }

  @Test
  void whatIsNoDriverIsRefused() throws Exception {
    var authority = engine.registry().authority();
    refused("is a container image", "install", "oci:" + authority + "/busybox");
    refused("not found", "install", "oci:" + authority + "/nowhere:1");
    refused("mvn:group:artifact:version", "install", "mvn:nothing");
    var text = Files.writeString(jars.resolve("text.jar"), "no jar");
    refused("is not a jar", "push", text.toString(), authority + "/text:1");
    refused("no index of drivers is configured", "search");
  }

  @Test
  void aJarInTheWatchedDirectoryIsUpgradedTo() throws Exception {
    var before = engine.daemon().driverVersion(DRIVER);
    var jar = new DriverVersions(jars).make(ARTIFACT, "0.1.903");
    var laid = engine.daemon().dataRoot().resolve("drivers-incoming/json-file.jar");
    Files.copy(jar, laid);
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!engine.daemon().driverVersion(DRIVER).equals("0.1.903")) {
      assertTrue(System.nanoTime() < deadline, "it is not upgraded to");
      Thread.sleep(50);
    }
    Files.delete(laid);
    driver("rollback", DRIVER).ok();
    assertEquals(before, engine.daemon().driverVersion(DRIVER));
  }
}
