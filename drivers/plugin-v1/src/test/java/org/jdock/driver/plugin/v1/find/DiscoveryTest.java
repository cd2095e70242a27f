package org.jdock.driver.plugin.v1.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdock.driver.plugin.v1.PythonPlugin;
import org.jdock.driver.plugin.v1.client.Plugin;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.volume.VolumeDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
  private record Told(Plugin plugin, PluginKind kind, Set<String> capabilities) {}

  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  @TempDir private Path folder;
  private Discovery discovery;

  @BeforeEach
  void start() {
    var settings =
        new Settings(
            List.of(folder.resolve("plugins")),
            List.of(folder.resolve("etc/plugins")),
            Duration.ZERO);
    discovery =
        new Discovery(settings, List.of(), (p, kind, can) -> told.add(new Told(p, kind, can)));
    discovery.start();
  }

  @AfterEach
  void stop() {
    discovery.close();
  }

  private Told next() throws InterruptedException {
    Told next = told.poll(30, TimeUnit.SECONDS);
    assertNotNull(next, "nothing was found");
    return next;
  }

  @Test
  void aSocketInADirectoryThatWasNotThere() throws Exception {
    try (var plugin = PythonPlugin.start(folder, "both", "VolumeDriver", "LogDriver", "Other")) {
      Told volume = next();
      assertEquals("both", volume.plugin().name());
      assertEquals(PluginKind.VOLUME, volume.kind());
      assertEquals(Set.of(VolumeDriver.GLOBAL), volume.capabilities());
      Told log = next();
      assertEquals(PluginKind.LOG, log.kind());
      assertEquals(Set.of(LogDriver.READ), log.capabilities());
      plugin.kill();
      plugin.start();
      assertEquals(volume.plugin(), next().plugin(), "greeted again");
    }
  }

  @Test
  void aSocketInAFolderOfItsOwn() throws Exception {
    Path socket = folder.resolve("plugins/own/own.sock");
    try (var plugin =
        new PythonPlugin(socket, folder.resolve("state"), List.of(), "VolumeDriver")) {
      plugin.start();
      assertEquals("own", next().plugin().name());
    }
  }

  @Test
  void aDescriptionThatNamesASocketElsewhere() throws Exception {
    Path socket = folder.resolve("elsewhere/x.sock");
    try (var plugin =
        new PythonPlugin(socket, folder.resolve("state"), List.of(), "VolumeDriver")) {
      plugin.start();
      Path specs = Files.createDirectories(folder.resolve("etc/plugins"));
      Files.writeString(specs.resolve("bad.spec"), "https://127.0.0.1:1\n");
      Files.writeString(specs.resolve("torn.json"), "{");
      Files.writeString(
          specs.resolve("tls.json"),
          "{\"Addr\":\"tcp://127.0.0.1:1\",\"TLSConfig\":{\"CAFile\":\"/x\"}}");
      Files.writeString(specs.resolve("spec.spec"), "unix://" + socket + "\n");
      assertEquals("spec", next().plugin().name());
      Files.writeString(
          specs.resolve("json.json"), "{\"Name\":\"json\",\"Addr\":\"unix://" + socket + "\"}");
      assertEquals("json", next().plugin().name());
      assertNull(told.poll(), "of what is wrong nothing is told");
    }
  }
}
