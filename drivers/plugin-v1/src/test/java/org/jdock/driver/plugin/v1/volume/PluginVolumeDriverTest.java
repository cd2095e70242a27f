package org.jdock.driver.plugin.v1.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.driver.plugin.v1.PythonPlugin;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.volume.VolumeInfo;
import org.jdock.tck.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginVolumeDriverTest {
  @TempDir private Path folder;
  private PythonPlugin plugin;
  private PluginVolumeDriver driver;

  @BeforeEach
  void start() throws Exception {
    plugin = PythonPlugin.start(folder, "vol", "VolumeDriver");
    driver = new PluginVolumeDriver(plugin.client(), Set::of, PythonPlugin::patience);
    driver.open(TestContext.under(folder.resolve("context")));
  }

  @AfterEach
  void stop() throws Exception {
    driver.close();
    plugin.close();
  }

  @Test
  void itDiesAndComesBack() throws Exception {
    driver.create("v", Map.of());
    Path data = driver.mount("v", "one");
    Files.writeString(data.resolve("f"), "text");
    plugin.kill();
    assertFalse(driver.probe().ready());
    var gone = assertThrows(DriverException.class, () -> driver.create("w", Map.of()));
    assertEquals(Kind.UNAVAILABLE, gone.kind());
    assertTrue(
        gone.getMessage().contains("plugin vol is not there")
            && gone.getMessage().contains("start the plugin"),
        gone.getMessage());
    assertEquals(Kind.UNAVAILABLE, assertThrows(DriverException.class, driver::list).kind());
    plugin.start();
    assertTrue(driver.probe().ready());
    driver.create("w", Map.of());
    assertEquals(List.of("v", "w"), driver.list().stream().map(VolumeInfo::name).sorted().toList());
    assertEquals("text", Files.readString(driver.mount("v", "two").resolve("f")));
    driver.unmount("v", "one");
    driver.unmount("v", "two");
    driver.remove("v");
    assertEquals(
        "mount v one\nmount v two\nunmount v one\nunmount v two\n",
        Files.readString(folder.resolve("vol-state/calls.txt")));
  }

  @Test
  void whileItIsStartedAnewCallsWait() throws Exception {
    var patient =
        new PluginVolumeDriver(
            plugin.client(),
            Set::of,
            () ->
                org.jdock.driver.plugin.v1.client.Patience.work(java.time.Duration.ofSeconds(20)));
    patient.open(TestContext.under(folder.resolve("context")));
    driver.create("v", Map.of());
    plugin.kill();
    var call =
        Thread.ofPlatform()
            .start(() -> {
              try {
                patient.mount("v", "one");
              } catch (DriverException e) {
                throw new AssertionError(e);
              }
            });
    plugin.start();
    call.join();
    assertEquals("mount v one\n", Files.readString(folder.resolve("vol-state/calls.txt")));
  }

  @Test
  void aRefusalIsToldInThePluginsWords() {
    var refusal =
        assertThrows(DriverException.class, () -> driver.create("v", Map.of("speed", "high")));
    assertEquals(Kind.FAILED, refusal.kind());
    assertEquals(
        "VolumeDriver.Create of plugin vol failed with status 500: unknown option speed",
        refusal.getMessage());
  }
}
