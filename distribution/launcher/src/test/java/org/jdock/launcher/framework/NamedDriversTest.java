package org.jdock.launcher.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.jdock.api.driver.DriverInfo;
import org.jdock.launcher.settings.CommandLine;
import org.jdock.launcher.settings.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedDriversTest {
  @TempDir Path dir;

  @Test
  void whatIsMistypedIsNamed() throws Exception {
    assertEquals(
        List.of(
            "log-driver is \"jsonfile\", and there is no such driver: containers that need it fail"
                + " until it is installed (there is json-file, none)",
            "default-runtime is \"runk\", and there is no such driver: containers that need it"
                + " fail until it is installed (there is runc)"),
        missing("--log-driver=jsonfile", "--default-runtime=runk"));
  }

  @Test
  void defaultsAndWhatIsThereAreFine() throws Exception {
    assertTrue(missing().isEmpty());
    assertTrue(missing("--log-driver=none", "--default-runtime=runc").isEmpty());
  }

  private List<String> missing(String... flags) throws Exception {
    var values = CommandLine.parse(List.of(flags)).values();
    return NamedDrivers.missing(
        Configuration.read(dir, values).resolved().settings(),
        List.of(
            driver("log", "none"),
            driver("log", "json-file"),
            driver("runtime", "runc"),
            driver("security", "default")));
  }

  private static DriverInfo driver(String kind, String name) {
    return new DriverInfo(kind, name, "1.0.0", "ACTIVE", "", "", "", List.of(), List.of());
  }
}
