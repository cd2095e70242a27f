package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jdock.itest.engine.support.Daemon;
import org.jdock.itest.engine.support.DriverVersions;
import org.jdock.itest.engine.support.NetworkNamespace;
import org.jdock.itest.engine.support.Run;
import org.jdock.itest.images.TestImages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The JVM does not look whether the jars are still those of its ahead-of-time cache: what was
 * rebuilt must run its new code all the same.
 */
class RebuiltDriverTest {
  private static final String OLD = "compress cannot be true";
  private static final String NEW = "compress CANNOT be TRUE";

  private Path folder;
  private Path home;
  private NetworkNamespace namespace;
  private Daemon daemon;

  @BeforeEach
  void copy() throws Exception {
    folder = Files.createTempDirectory(Path.of("/var/lib"), "jdock-itest");
    home = folder.resolve("jdock");
    Run.of(Map.of(), List.of("cp", "-a", Daemon.distribution().toString(), home.toString())).ok();
    namespace = NetworkNamespace.create();
    daemon = new Daemon(Daemon.Kind.JDOCK, namespace, folder, List.of(), home);
    daemon.setEnvironment("JDOCK_AOT", "1");
  }

  @AfterEach
  void delete() throws Exception {
    try {
      daemon.close();
    } finally {
      namespace.close();
    }
    try (var all = Files.walk(folder)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void runsTheNewCodeOfADriverAndOfTheEngine() throws Exception {
    Run.of(Map.of("JDOCK_AOT", "1"), List.of(home.resolve("jdock").toString(), "cache")).ok();
    daemon.start();
    loadImage();
    assertTrue(fromCache(), "the cache was not used");
    says(OLD, "compress=true");
    daemon.stop();

    DriverVersions.rebuild(home.resolve("drivers"), "jdock-log-json-file", OLD, NEW);
    daemon.start();
    assertTrue(fromCache(), "the cache holds no drivers, and was not used all the same");
    says(NEW, "compress=true");
    daemon.stop();

    DriverVersions.rebuild(
        home.resolve("lib"), "jdock-container", "unknown log opt", "UNKNOWN LOG OPT");
    daemon.start();
    assertFalse(fromCache(), "a cache of the old jars was used");
    says("UNKNOWN LOG OPT", "colour=red");
  }

  private boolean fromCache() throws IOException {
    return daemon.commandLine().stream().anyMatch(word -> word.startsWith("-XX:AOTCache="));
  }

  private void loadImage() throws IOException {
    var archive = folder.resolve("busybox.tar");
    TestImages.shared().save("busybox", archive);
    daemon.docker("load", "-i", archive.toString()).ok();
  }

  private void says(String text, String option) {
    var run = daemon.docker("run", "--rm", "--log-opt", option, "busybox", "true");
    assertEquals(125, run.exit());
    assertTrue(run.err().contains(text), run.err());
  }
}
