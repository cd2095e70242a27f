package org.jdock.driver.plugin.v1.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jdock.driver.plugin.v1.PythonPlugin;
import org.jdock.spi.log.LogDriver;
import org.jdock.tck.log.LogDriverSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class PluginLogSuiteTest extends LogDriverSuite {
  private final PythonPlugin plugin;

  PluginLogSuiteTest(@TempDir Path folder) throws IOException {
    plugin = PythonPlugin.start(folder, "log", "LogDriver");
  }

  @AfterEach
  void end() throws InterruptedException {
    plugin.close();
  }

  @Override
  protected LogDriver newDriver() {
    return new PluginLogDriver(
        plugin.client(), () -> Set.of(LogDriver.READ), PythonPlugin::patience);
  }

  @Override
  protected boolean deletes() {
    return false;
  }
}
