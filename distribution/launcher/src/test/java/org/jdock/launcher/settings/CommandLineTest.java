package org.jdock.launcher.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdock.api.config.DaemonSettings;
import org.jdock.launcher.host.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  private static DaemonSettings settings(String... flags) throws StartException {
    return Resolved.of(CommandLine.parse(List.of(flags)).values()).settings();
  }

  @Test
  void flagsAreTakenInEveryFormThatDockerdTakes() throws StartException {
    var settings =
        settings(
            "-H",
            "unix:///a",
            "-Htcp://127.0.0.1:1",
            "--host=tcp://127.0.0.1:2",
            "--host",
            "tcp://127.0.0.1:3",
            "-D",
            "--log-opt",
            "max-size=1m",
            "--log-opt=tag=a=b");
    assertEquals(
        List.of("unix:///a", "tcp://127.0.0.1:1", "tcp://127.0.0.1:2", "tcp://127.0.0.1:3"),
        settings.hosts());
    assertTrue(settings.debug());
    assertEquals(Map.of("max-size", "1m", "tag", "a=b"), settings.logOptions());
  }

  @Test
  void aFolderOfConfigurationMustBeThere() {
    var refused =
        assertThrows(
            StartException.class, () -> CommandLine.parse(List.of("--config", "/no/such")));
    assertEquals(
        "--config: /no/such is not a directory (make it, even if empty)", refused.getMessage());
  }

  @Test
  void theLastOneOfASingleValueCounts() throws StartException {
    assertEquals("vfs", settings("-s", "overlay2", "--storage-driver", "vfs").storageDriver());
    assertEquals(false, settings("-D", "--debug=false").debug());
  }

  @Test
  void aDaemonOnOtherRootsSharesNoNames() throws StartException {
    var one = settings();
    assertEquals("jdock0", one.bridge());
    assertEquals("jdock", one.cgroupParent());
    assertEquals(List.of("unix:///run/jdock/jdock.sock"), one.hosts());
    var other = settings("--data-root", "/nowhere/data", "--exec-root", "/nowhere/run");
    assertEquals("jd" + other.daemonId(), other.bridge());
    assertEquals("jdock-" + other.daemonId(), other.cgroupParent());
    assertEquals(List.of("unix:///nowhere/run/jdock.sock"), other.hosts());
    assertTrue(other.daemonId().matches("[a-z0-9]{6}"), other.daemonId());
    assertEquals(other.daemonId(), settings("--data-root=/nowhere/./data").daemonId());
    assertEquals(Resolved.id(Path.of("/nowhere/data")), other.daemonId());
  }

  @Test
  void thePidFileIsInTheExecRootUnlessToldOtherwise() throws StartException {
    var values = CommandLine.parse(List.of("--exec-root", "/nowhere/run")).values();
    assertEquals(Path.of("/nowhere/run/jdock.pid"), Resolved.of(values).pidFile());
    values = CommandLine.parse(List.of("-p", "/nowhere/pid")).values();
    assertEquals(Path.of("/nowhere/pid"), Resolved.of(values).pidFile());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nonsense | unknown flag: --nonsense (see jdock daemon --help)",
        "-Z | unknown flag: -Z (see jdock daemon --help)",
        "stray | daemon takes flags only, not \"stray\"",
        "--host | --host needs a value",
        "--debug=yes | --debug: \"yes\" is neither true nor false",
        "--log-opt=big | --log-opt: \"big\" is not name=value",
        "--host=127.0.0.1 | host: \"127.0.0.1\" is not unix:///path or tcp://host:port",
        "--bip=10.0.0.1 | bip: \"10.0.0.1\" is not an address with a prefix length",
        "--bridge=much-too-long-name | "
            + "bridge: \"much-too-long-name\" is not a link's name of at most 15 characters",
        "--dns=example | dns: \"example\" is not an IP address",
        "--registry-mirror=x | registry-mirror: \"x\" is not http://host or https://host",
        "--insecure-registry=http://x | "
            + "insecure-registry: \"http://x\" is not host:port or a range of addresses",
        "--insecure-registry=a b | "
            + "insecure-registry: \"a b\" is not host:port or a range of addresses",
        "--cgroup-parent=/a/../b | cgroup-parent: \"/a/../b\" is not a cgroup's path",
        "--stop-timeout=soon | stop-timeout: \"soon\" is not a number of seconds",
      })
  void whatIsWrongIsSaidInOneLine(String flag, String message) {
    assertEquals(message, assertThrows(StartException.class, () -> settings(flag)).getMessage());
  }
}
