package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdock.itest.engine.support.DriverVersions;
import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that speak Docker's protocol v1, written in Python, come, serve, die and come back. */
class PluginTest {
  /** The test plugin of the adapter. */
  private static final Path SCRIPT =
      Path.of("../../drivers/plugin-v1/src/test/resources/org/jdock/driver/plugin/v1/plugin.py");

  @TempDir private static Path folder;
  private static Engine engine;
  private Process plugin;

  @BeforeAll
  static void start() throws Exception {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        config.resolve("org.jdock.driver.plugin.v1.cfg"),
        "sockets = %1$s/plugins%nspecs = %1$s/specs%nretry-seconds = 1%n".formatted(folder));
    engine = Engine.start("--config", config.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @AfterEach
  void end() throws InterruptedException {
    engine.docker("rm", "-f", "user").ok();
    if (plugin != null) {
      kill();
    }
  }

  private void start(String name, String... kinds) throws IOException {
    var words =
        new java.util.ArrayList<>(
            List.of(
                "python3",
                SCRIPT.toRealPath().toString(),
                folder.resolve("plugins/" + name + ".sock").toString(),
                folder.resolve(name).toString()));
    words.addAll(List.of(kinds));
    plugin =
        new ProcessBuilder(engine.namespace().command(words))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var out =
        new BufferedReader(new InputStreamReader(plugin.getInputStream(), StandardCharsets.UTF_8));
    assertEquals("ready", out.readLine());
  }

  private void kill() throws InterruptedException {
    plugin.destroyForcibly().waitFor();
  }

  /** Finding it takes a moment. */
  private static void awaitDriver(String name) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!engine.daemon().jdock("driver", "list").ok().contains(name)) {
      assertTrue(System.nanoTime() < end, "plugin " + name + " is not found");
      Thread.sleep(20);
    }
  }

  @Test
  void aVolumeOfAPlugin() throws Exception {
    start("pyvol", "VolumeDriver");
    awaitDriver("pyvol");
    engine.docker("volume", "create", "-d", "pyvol", "-o", "color=blue", "vol").ok();
    assertEquals(
        "pyvol global map[color:blue]",
        engine
            .docker("volume", "inspect", "-f", "{{.Driver}} {{.Scope}} {{.Options}}", "vol")
            .ok());
    engine
        .docker("run", "--rm", "-v", "vol:/data", "busybox", "sh", "-c", "echo kept > /data/f")
        .ok();
    assertEquals("kept", Files.readString(folder.resolve("pyvol/vol/data/f")).strip());
    var refused = engine.docker("volume", "create", "-d", "pyvol", "-o", "speed=1", "other");
    assertTrue(refused.err().contains("unknown option speed"), refused.err());

    kill();
    engine.docker("volume", "ls").ok();
    var gone = engine.docker("run", "--rm", "-v", "vol:/data", "busybox", "true");
    assertNotEquals(0, gone.exit());
    assertTrue(
        gone.err().contains("plugin pyvol is not there") && gone.err().contains("start the plugin"),
        gone.err());

    start("pyvol", "VolumeDriver");
    assertEquals(
        "kept", engine.docker("run", "--rm", "-v", "vol:/data", "busybox", "cat", "/data/f").ok());
    assertEquals("vol", engine.docker("volume", "ls", "-q", "-f", "driver=pyvol").ok());
    engine.docker("volume", "rm", "vol").ok();
    var calls = Files.readString(folder.resolve("pyvol/calls.txt")).lines().toList();
    assertEquals(4, calls.size(), calls.toString());
    assertTrue(calls.getFirst().matches("mount vol [0-9a-f]{64}"), calls.toString());
    assertEquals("un" + calls.get(0), calls.get(1));
    assertEquals("un" + calls.get(2), calls.get(3));
  }

  @Test
  void theLogOfAPlugin() throws Exception {
    start("pylog", "LogDriver");
    awaitDriver("pylog");
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "user",
            "--log-driver",
            "pylog",
            "--log-opt",
            "any=thing",
            "busybox",
            "sh",
            "-c",
            "echo one; sleep 1000")
        .ok();
    awaitLog("one");
    kill();
    engine.docker("exec", "user", "sh", "-c", "echo two > /proc/1/fd/1").ok();
    start("pylog", "LogDriver");
    awaitLog("two");
  }

  @Test
  void theAdapterIsUpgradedWhileAPluginServes() throws Exception {
    start("pykeep", "VolumeDriver");
    awaitDriver("pykeep");
    engine.docker("volume", "create", "-d", "pykeep", "kept").ok();
    engine
        .docker("run", "-d", "--name", "user", "-v", "kept:/data", "busybox", "sleep", "1000")
        .ok();
    var jar = new DriverVersions(engine.scratch("jars")).make("jdock-plugin-v1", "0.1.1");
    engine.daemon().jdock("driver", "upgrade", jar.toString()).ok();
    assertTrue(
        engine.daemon().jdock("driver", "info", "volume/pykeep").ok().contains("0.1.1"),
        "the new version serves");
    engine.docker("rm", "-f", "user").ok();
    engine.docker("volume", "rm", "kept").ok();
    var calls = Files.readString(folder.resolve("pykeep/calls.txt")).lines().toList();
    assertEquals(List.of(calls.getFirst(), "un" + calls.getFirst()), calls);
  }

  private static void awaitLog(String wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    var logs = engine.docker("logs", "user");
    while (!logs.out().strip().equals(wanted)) {
      assertTrue(System.nanoTime() < end, "the log is " + logs.out() + logs.err());
      Thread.sleep(50);
      logs = engine.docker("logs", "user");
    }
  }
}
