package org.jdock.launcher.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.DriverSettings;
import org.jdock.api.trust.TrustPolicy;
import org.jdock.launcher.host.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path folder;

  private void daemon(String... lines) throws IOException {
    Files.write(folder.resolve("daemon.cfg"), List.of(lines));
  }

  private Configuration read(String... flags) throws StartException {
    return Configuration.read(folder, CommandLine.parse(List.of(flags)).values());
  }

  @Test
  void flagsGoOverTheFile() throws Exception {
    daemon("# a comment", "", "dns = 1.1.1.1", "dns=2.2.2.2", "log-driver = local", "bip =");
    var settings = read("--log-driver", "none").settings().current();
    assertEquals(List.of("1.1.1.1", "2.2.2.2"), settings.dns());
    assertEquals("none", settings.logDriver());
    assertEquals("", settings.bridgeAddress());
  }

  @Test
  void theFileThatIsShippedSaysNothingButDefaults() throws Exception {
    var shipped = Configuration.read(Path.of("../../config"), new Values());
    assertEquals(read().settings().current(), shipped.settings().current());
    // And what it shows as defaults can be uncommented.
    var text = Files.readString(Path.of("../../config/daemon.cfg"));
    daemon(text.replaceAll("(?m)^#(?=[a-z])", "").split("\n"));
    assertEquals(List.of("9.9.9.9"), read().settings().current().dns());
    for (var key : Key.values()) {
      assertEquals(true, text.contains("#" + key.text() + " ="), key.text());
    }
  }

  @Test
  void driversComeFromWhereTheFileSaysFromTheNextLookOn() throws Exception {
    daemon("driver-directory =", "data-root = /nowhere");
    var configuration = read();
    var settings = configuration.settings();
    assertEquals(DriverSettings.under(Path.of("/nowhere")), settings.drivers());
    daemon(
        "data-root = /nowhere",
        "driver-directory = /elsewhere",
        "driver-index = /a.json",
        "driver-index = https://b.example/c.json",
        "maven-local = /m2",
        "maven-repository = https://maven.example/releases");
    assertEquals(List.of("driver-directory"), configuration.reload());
    assertEquals(
        new DriverSettings(
            Path.of("/nowhere/drivers-incoming"),
            List.of("/a.json", "https://b.example/c.json"),
            Path.of("/m2"),
            List.of("https://maven.example/releases")),
        settings.drivers());
    for (var bad : List.of("driver-index = a.json", "maven-repository = ftp://x")) {
      daemon(bad);
      assertThrows(StartException.class, configuration::reload, bad);
    }
  }

  @Test
  void aMalformedFileIsRefusedAndChangesNothing() throws Exception {
    daemon("dns = 1.1.1.1");
    var configuration = read();
    daemon("dns = 2.2.2.2", "debug true");
    assertEquals(
        "daemon.cfg:2: \"debug true\" is not key = value",
        assertThrows(StartException.class, configuration::reload).getMessage());
    daemon("dsn = 2.2.2.2");
    assertEquals(
        "daemon.cfg:1: unknown key dsn",
        assertThrows(StartException.class, configuration::reload).getMessage());
    assertEquals(List.of("1.1.1.1"), configuration.settings().current().dns());
  }

  @Test
  void trustIsAsSafeAsTheDesignSaysAndCanBeChanged() throws Exception {
    daemon();
    var configuration = read("--driver-trust-local", "require");
    assertEquals(TrustPolicy.REQUIRE, configuration.trust().local());
    assertEquals(TrustPolicy.REQUIRE, configuration.trust().network());
    assertEquals(TrustPolicy.WARN, read().trust().local());
    daemon("driver-trust-network = off");
    assertEquals(List.of(), configuration.reload());
    assertEquals(TrustPolicy.OFF, configuration.trust().network());
    daemon("driver-trust-network = maybe");
    assertEquals(
        "driver-trust-network: \"maybe\" is not one of off, warn and require",
        assertThrows(StartException.class, configuration::reload).getMessage());
    assertEquals(TrustPolicy.OFF, configuration.trust().network());
  }

  @Test
  void liveKeysChangeAndOthersAreNamed() throws Exception {
    var configuration = read("--log-driver", "none");
    var told = new ArrayList<DaemonSettings>();
    configuration.settings().onChange(told::add);
    daemon("debug = true", "log-driver = local", "storage-driver = vfs");
    assertEquals(List.of("storage-driver"), configuration.reload());
    var now = configuration.settings().current();
    assertEquals(List.of(now), told);
    assertEquals(true, now.debug());
    assertEquals("none", now.logDriver());
    assertEquals("", now.storageDriver());
    assertEquals(List.of(), configuration.reload());
    assertEquals(1, told.size());
  }

  @Test
  void driverFilesAreKeptWhileTheyAreMalformed() throws Exception {
    var file = folder.resolve("some.pid~kata.cfg");
    Files.writeString(file, "runtime = kata\narguments = --a\narguments = --b\n");
    Files.writeString(folder.resolve("no pid.cfg"), "");
    var files = read().pidFiles();
    var refusals = new ArrayList<String>();
    var expected =
        Map.of(
            "some.pid~kata",
            Map.of("runtime", List.of("kata"), "arguments", List.of("--a", "--b")));
    assertEquals(expected, files.read((_, refusal) -> refusals.add(refusal)));
    assertEquals(List.of("no pid.cfg is not PID.cfg or PID~name.cfg"), refusals);
    Files.writeString(file, "runtime\n");
    assertEquals(expected, files.read((_, refusal) -> refusals.add(refusal)));
    assertEquals("some.pid~kata.cfg:1: \"runtime\" is not key = value", refusals.get(1));
    Files.delete(file);
    assertEquals(Map.of(), files.read((_, refusal) -> refusals.add(refusal)));
  }

  @Test
  void anEditIsNoticed() throws Exception {
    var configuration = read();
    var applied = new LinkedBlockingQueue<Map<String, Map<String, List<String>>>>();
    try (var live = new LiveConfiguration(configuration, (values, _) -> applied.add(values))) {
      live.watch();
      assertEquals(Map.of(), applied.poll(20, TimeUnit.SECONDS));
      var fresh = Files.writeString(folder.resolve("new"), "a = b\n");
      Files.move(fresh, folder.resolve("x.cfg"));
      Map<String, Map<String, List<String>>> last;
      do {
        last = applied.poll(20, TimeUnit.SECONDS);
      } while (Map.of().equals(last));
      assertEquals(Map.of("x", Map.of("a", List.of("b"))), last);
    }
  }
}
