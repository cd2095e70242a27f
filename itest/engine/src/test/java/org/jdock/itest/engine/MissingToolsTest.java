package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A host without conmon or a runtime: the daemon starts and says so, and goes on when they come.
 */
class MissingToolsTest {
  private static final String RUNC = "org.jdock.driver.runtime.oci.RuncDriver.cfg";
  private static final String CRUN = "org.jdock.driver.runtime.oci.CrunDriver.cfg";
  private Path config;
  private Engine engine;

  @BeforeEach
  void start() throws Exception {
    config = Files.createTempDirectory(Path.of("/var/lib"), "jdock-itest-config");
    write(RUNC, "conmon = /nowhere/conmon\n");
    write(CRUN, "runtime = /nowhere/crun\n");
    engine = Engine.start("--config", config.toString());
  }

  @AfterEach
  void stop() throws Exception {
    engine.close();
    try (var files = Files.newDirectoryStream(config)) {
      for (var file : files) {
        Files.delete(file);
      }
    }
    Files.delete(config);
  }

  private void write(String name, String text) throws IOException {
    var fresh = config.resolve(name + ".new");
    Files.writeString(fresh, text);
    Files.move(
        fresh,
        config.resolve(name),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static void eventually(Check check) throws Exception {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!check.holds() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertTrue(check.holds());
  }

  private interface Check {
    boolean holds() throws Exception;
  }

  @Test
  void itStartsAndSaysSoAndRunsWhenTheyCome() throws Exception {
    eventually(() -> {
      var log = Files.readString(engine.daemon().log());
      return log.contains("runtime/runc 0.1.0.SNAPSHOT is UNAVAILABLE now: /nowhere/conmon")
          && log.contains("runtime/crun 0.1.0.SNAPSHOT is UNAVAILABLE now: /nowhere/crun");
    });
    var refused = engine.docker("run", "--name", "early", "busybox", "echo", "hi");
    assertEquals(125, refused.exit());
    assertTrue(
        refused.err().contains("no OCI runtime works on this host: install crun or runc"),
        refused.err());
    var lacks = engine.daemon().jdock("driver", "why", "runtime/runc").ok();
    assertTrue(lacks.contains("/nowhere/conmon"), lacks);
    write(RUNC, "conmon = conmon\n");
    eventually(() -> engine.docker("run", "--rm", "busybox", "echo", "hi").exit() == 0);
  }
}
