package org.jdock.itest.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.Drivers;
import org.jdock.itest.osgi.exam.FreshFramework;
import org.jdock.itest.osgi.exam.PaxExam;
import org.jdock.itest.osgi.vendor.LabelledVolumes;
import org.jdock.itest.osgi.vendor.PlainVolumes;
import org.jdock.itest.osgi.vendor.RewrittenVolumes;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.spi.volume.VolumeInfo;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Versions of a volume driver that keep their state in different forms: back from a form that the
 * older one passes over, and not back from one that it can't read.
 */
@ExtendWith(PaxExam.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class SchemaTest {
  private static final String DRIVER = "volume/keeps";

  private static Drivers drivers() {
    Host.offerSettings();
    return Host.service(Drivers.class);
  }

  private static DriverRegistry registry() {
    return Host.service(DriverRegistry.class);
  }

  private static String version() {
    var info = drivers().info(DRIVER);
    assertEquals("ACTIVE", info.state(), info.reason());
    return info.version();
  }

  private static void create(String name, Map<String, String> options) {
    registry()
        .call(
            VolumeDriver.class,
            "keeps",
            driver -> {
              driver.create(name, options);
              return name;
            });
  }

  private static VolumeInfo stat(String name) {
    return registry().call(VolumeDriver.class, "keeps", driver -> driver.stat(name));
  }

  private static Path mount(String name) {
    return registry().call(VolumeDriver.class, "keeps", driver -> driver.mount(name, "web"));
  }

  private static Path jar(Class<?> driver, String version) throws Exception {
    return DriverJars.vendor("keeps", VolumeDriver.class, driver, version);
  }

  @Test
  @Order(1)
  public void theOlderOneComesBackAfterTheNewerHasWritten() throws Exception {
    drivers().install(jar(PlainVolumes.class, "1.0.0"));
    create("old", Map.of("label", "unknown to 1.0"));
    Files.writeString(mount("old").resolve("file"), "by 1.0");

    drivers().upgrade(jar(LabelledVolumes.class, "1.1.0"));
    assertEquals("by 1.0", Files.readString(mount("old").resolve("file")));
    create("new", Map.of("label", "blue"));
    assertEquals(Map.of("label", "blue"), stat("new").options());
    var made = stat("new").created();
    Files.writeString(mount("new").resolve("file"), "by 1.1");

    drivers().rollback(DRIVER);
    assertEquals("1.0.0", version());
    assertEquals(Map.of(), stat("new").options());
    assertEquals(made, stat("new").created());
    assertEquals("by 1.1", Files.readString(mount("new").resolve("file")));
    create("newer", Map.of());

    drivers().upgrade(jar(LabelledVolumes.class, "1.1.0"));
    assertEquals(Map.of("label", "blue"), stat("new").options());
    assertEquals(Map.of(), stat("newer").options());
  }

  @Test
  @Order(2)
  public void whatTheOlderOneCannotReadIsSaidBeforeAnythingChanges() throws Exception {
    drivers().upgrade(jar(RewrittenVolumes.class, "1.2.0"));
    create("newest", Map.of("label", "red"));

    var e = assertThrows(ProblemException.class, () -> drivers().rollback(DRIVER));
    assertEquals(Problem.UNSUPPORTED, e.problem());
    assertTrue(
        e.getMessage()
            .contains("written by a newer version (schema 2), and this one reads up to 1"),
        e.getMessage());
    assertTrue(e.getMessage().contains("1.2.0 serves on"), e.getMessage());
    assertEquals("1.2.0", version());
    assertEquals(Map.of("label", "red"), stat("newest").options());
    assertEquals(Map.of("label", "blue"), stat("new").options());
  }

  @Test
  @Order(3)
  @FreshFramework
  public void andTheNewerOneServesAfterARestart() throws Exception {
    assertEquals("1.2.0", version());
    assertEquals(Map.of("label", "red"), stat("newest").options());
    assertEquals("by 1.0", Files.readString(mount("old").resolve("file")));
  }
}
