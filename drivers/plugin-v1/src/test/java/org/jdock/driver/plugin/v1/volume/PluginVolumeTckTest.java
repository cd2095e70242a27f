package org.jdock.driver.plugin.v1.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jdock.driver.plugin.v1.PythonPlugin;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.tck.volume.VolumeDriverTck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PluginVolumeTckTest extends VolumeDriverTck {
  private PythonPlugin plugin;

  /** Before the suite's own, which opens drivers. */
  PluginVolumeTckTest(@TempDir Path folder) throws IOException {
    plugin = PythonPlugin.start(folder, "vol", "VolumeDriver");
  }

  @BeforeEach
  void begin() {}

  @AfterEach
  void end() throws InterruptedException {
    plugin.close();
  }

  @Override
  protected VolumeDriver newDriver() {
    return new PluginVolumeDriver(plugin.client(), Set::of, PythonPlugin::patience);
  }

  @Override
  protected Map<String, String> otherOptions() {
    return Map.of("color", "blue");
  }
}
