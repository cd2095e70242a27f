package org.jdock.itest.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSetting;
import org.jdock.api.driver.Drivers;
import org.jdock.itest.osgi.exam.FreshFramework;
import org.jdock.itest.osgi.exam.PaxExam;
import org.jdock.itest.osgi.exam.Roots;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.log.LogDriver;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Configurations that change while drivers are in use, and several drivers of one bundle. */
@ExtendWith(PaxExam.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class InstancesTest {
  private static final String PID = "org.jdock.driver.log.jsonfile.JsonFileDriver";
  private static final String TEAM = PID + "~team";

  private static Drivers drivers() {
    Host.offerSettings();
    var drivers = Host.service(Drivers.class);
    // Held as the front ends hold it: without them it would end, and changes wait for the next.
    var reference = Host.context().getServiceReference(Drivers.class);
    return drivers.equals(Host.context().getService(reference)) ? drivers : drivers();
  }

  /** As the launcher tells what is in the folder: each text is {@code key=value key=value}. */
  private static void files(String... namesAndTexts) {
    var files = new TreeMap<String, Map<String, List<String>>>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      var values = new TreeMap<String, List<String>>();
      for (var pair : namesAndTexts[i + 1].split(" ", -1)) {
        if (!pair.isEmpty()) {
          values.put(pair.split("=", 2)[0], List.of(pair.split("=", 2)[1]));
        }
      }
      files.put(namesAndTexts[i], values);
    }
    Host.service(DriverConfigurations.class).files(files, Map.of());
  }

  /** What the driver itself was made with. */
  private static String size(String driver) {
    return Host.service(DriverRegistry.class)
        .call(
            LogDriver.class,
            driver,
            made ->
                made.options().stream()
                    .filter(each -> each.name().equals("max-size"))
                    .map(OptionSpec::defaultValue)
                    .findFirst()
                    .orElseThrow());
  }

  private static void refused(String driver, String words) {
    var info = drivers().info(driver);
    assertEquals("ACTIVE", info.state(), info.reason());
    assertTrue(info.reason().contains(words), info.reason());
    assertTrue(drivers().why(driver).contains(words), drivers().why(driver));
  }

  @Test
  @Order(1)
  public void valuesAreCheckedAndTakenLive() {
    assertEquals("ACTIVE", drivers().info("log/json-file").state());
    files(PID, "max-size=1m");
    assertEquals("1m", size("json-file"));
    files(PID, "max-size=2m max-sise=3m");
    refused("json-file", "unknown key max-sise: there are max-size, max-file, compress");
    assertEquals("1m", size("json-file"));
    files(PID, "max-size=2m max-file=three");
    refused("json-file", "wanted a whole number of 1 to 1000");
    files(PID, "max-size=2m max-file=0");
    refused("json-file", "wanted a whole number of 1 to 1000");
    files(PID, "max-size=2m compress=yes");
    refused("json-file", "wanted true or false");
    files(PID, "max-size=2m compress=true");
    refused("json-file", "compress cannot be true when max-file is less than 2");
    assertEquals("1m", size("json-file"));
    files(PID, "max-size=2m compress=true max-file=2");
    assertEquals("", drivers().info("json-file").reason());
    assertEquals("2m", size("json-file"));
    files();
    assertEquals("-1", size("json-file"));
  }

  @Test
  @Order(2)
  public void anInstanceIsADriverAsAnyOther() {
    files(TEAM, "max-size=7m");
    assertEquals("7m", size("team"));
    assertEquals("-1", size("json-file"));
    assertEquals("log", drivers().info("team").kind());
    files(TEAM, "max-size=7m", PID + "~json-file", "", PID + "~b", "jdock.driver=team");
    assertTrue(drivers().why("b").contains("a driver team is there already"), drivers().why("b"));
    assertEquals("7m", size("team"));
    files(TEAM, "max-size=8m", PID + "~other", "max-size=9m", PID, "max-size=1m");
    assertEquals(
        List.of("8m", "9m", "1m"), List.of(size("team"), size("other"), size("json-file")));
    files(TEAM, "max-size=8m");
    assertThrows(ProblemException.class, () -> drivers().info("other"));
    assertEquals("-1", size("json-file"));
    var e = assertThrows(ProblemException.class, () -> drivers().remove("team", true));
    assertEquals(Problem.CONFLICT, e.problem());
  }

  @Test
  @Order(3)
  public void whatIsSetIsInTheFile() throws Exception {
    var folder = Files.createDirectories(Roots.top().resolve("config"));
    var file = folder.resolve(TEAM + ".cfg");
    Files.writeString(file, "# ours\nmax-size = 8m\n");
    var mode = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(file, mode);
    var e =
        assertThrows(
            ProblemException.class,
            () -> drivers().configure("team", Map.of("max-file", List.of("0"))));
    assertEquals(Problem.INVALID, e.problem());
    var values = Map.of("max-size", List.of("5m"), "max-file", List.of("4"));
    var now = drivers().configure("team", values);
    assertEquals(file.toString(), now.file());
    assertEquals(mode, Files.getPosixFilePermissions(file));
    assertEquals(
        List.of(List.of("5m"), List.of("4"), List.of("false")),
        now.settings().stream().map(DriverSetting::values).toList());
    assertEquals("5m", size("team"));
    drivers().configure("team", Map.of("max-file", List.of()));
    assertEquals(List.of("# ours", "max-size = 5m"), Files.readAllLines(file));
  }

  @Test
  @Order(4)
  public void anUpgradeTakesAllAlongAndSoDoesTheWayBack() throws Exception {
    var names = List.of("json-file", "team");
    var now = drivers().upgrade(DriverJars.version("0.2.0"));
    assertEquals(names, now.stream().map(each -> each.name()).sorted().toList());
    assertEquals("0.2.0", drivers().info("team").version());
    assertEquals("5m", size("team"));
    var back = drivers().rollback("team");
    assertEquals(names, back.stream().map(each -> each.name()).sorted().toList());
    assertEquals("5m", size("team"));
    drivers().upgrade(DriverJars.version("0.3.0"));
  }

  @Test
  @Order(5)
  @FreshFramework
  public void anotherStartFindsThem() {
    Host.offerSettings();
    files(TEAM, "max-size=5m");
    assertEquals("0.3.0", drivers().info("team").version());
    assertEquals("5m", size("team"));
    assertEquals("-1", size("json-file"));
    files();
    assertTrue(
        Arrays.asList("json-file")
            .containsAll(
                drivers().list().stream()
                    .filter(each -> each.bundle().contains("jsonfile"))
                    .map(each -> each.name())
                    .toList()));
    assertEquals("-1", size("json-file"));
  }
}
