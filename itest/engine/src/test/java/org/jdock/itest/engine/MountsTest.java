package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bind mounts, volumes, tmpfs, read-only roots. */
@ExtendWith(SharedEngine.class)
class MountsTest {
  private final Engine engine;

  MountsTest(Engine engine) {
    this.engine = engine;
  }

  @Test
  void readOnlyBindShowsEditsAndRefusesWrites() throws IOException {
    var site = engine.scratch("site");
    Files.writeString(site.resolve("index.html"), "one");
    var bind = site + ":/site:ro";
    assertEquals(
        "one", engine.docker("run", "--rm", "-v", bind, "busybox", "cat", "/site/index.html").ok());
    Files.writeString(site.resolve("index.html"), "two");
    assertEquals(
        "two", engine.docker("run", "--rm", "-v", bind, "busybox", "cat", "/site/index.html").ok());
    var outcome = engine.docker("run", "--rm", "-v", bind, "busybox", "touch", "/site/x");
    assertNotEquals(0, outcome.exit());
    assertTrue(outcome.err().contains("Read-only file system"), outcome.err());
  }

  @Test
  void namedVolumeOutlivesItsContainers() {
    engine
        .docker(
            "run", "--rm", "-v", "mounts-data:/data", "busybox", "sh", "-c", "echo kept > /data/f")
        .ok();
    assertEquals(
        "kept",
        engine.docker("run", "--rm", "-v", "mounts-data:/data", "busybox", "cat", "/data/f").ok());
    engine.docker("volume", "rm", "mounts-data").ok();
  }

  @Test
  void volumeInUseIsNotRemoved() {
    engine
        .docker("create", "--name", "mounts-user", "-v", "mounts-used:/data", "busybox", "true")
        .ok();
    var outcome = engine.docker("volume", "rm", "mounts-used");
    assertEquals(1, outcome.exit());
    assertTrue(outcome.err().contains("volume is in use"), outcome.err());
    engine.docker("rm", "mounts-user").ok();
    engine.docker("volume", "rm", "mounts-used").ok();
  }

  @Test
  void newVolumeStartsWithTheImagesFiles() {
    assertTrue(
        engine
            .docker("run", "--rm", "-v", "mounts-etc:/etc", "busybox", "cat", "/etc/passwd")
            .ok()
            .contains("root"));
    engine.docker("volume", "rm", "mounts-etc").ok();
  }

  @Test
  void readOnlyRootWithTmpfs() {
    var script = "touch /x 2>/dev/null && echo bad; touch /tmp/x && echo good";
    assertEquals(
        "good",
        engine
            .docker("run", "--rm", "--read-only", "--tmpfs", "/tmp", "busybox", "sh", "-c", script)
            .ok());
  }

  @Test
  void missingSources() throws IOException {
    var folder = engine.scratch("missing");
    var outcome =
        engine.docker(
            "run",
            "--rm",
            "--mount",
            "type=bind,source=" + folder.resolve("no") + ",target=/x",
            "busybox",
            "true");
    assertEquals(125, outcome.exit());
    assertTrue(
        outcome
            .err()
            .contains(
                "invalid mount config for type \"bind\": bind source path does not exist: "
                    + folder.resolve("no")),
        outcome.err());
    var under = engine.docker("run", "--rm", "-v", "/proc/no/such:/x", "busybox", "true");
    assertEquals(127, under.exit()); // the CLI goes by the words
    assertTrue(under.err().contains("mkdir /proc/no: no such file or directory"), under.err());
    Files.writeString(folder.resolve("file"), "x");
    var onFolder =
        engine.docker("run", "--rm", "-v", folder.resolve("file") + ":/etc", "busybox", "true");
    assertNotEquals(0, onFolder.exit());
    assertTrue(onFolder.err().contains("not a directory"), onFolder.err());
  }
}
