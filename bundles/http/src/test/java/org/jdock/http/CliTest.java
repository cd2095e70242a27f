package org.jdock.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the docker CLI makes of the API. */
@Timeout(120)
@EnabledIf("installed")
class CliTest {
  @TempDir Path dir;
  private ApiFixture api;

  static boolean installed() {
    for (var d : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(d, "docker"))) {
        return true;
      }
    }
    return false;
  }

  @BeforeEach
  void start() throws Exception {
    api = new ApiFixture(dir);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private String ok(String... args) throws Exception {
    return says(0, "", args);
  }

  private String says(int code, String stdin, String... args) throws Exception {
    var ran = api.docker(stdin, args);
    assertEquals(code, ran.code(), ran.out());
    return ran.out();
  }

  private static void has(String text, String... parts) {
    for (var part : parts) {
      assertTrue(text.contains(part), () -> "no \"" + part + "\" in:\n" + text);
    }
  }

  @Test
  void versionAndInfo() throws Exception {
    has(ok("version"), "jdock", "0.1.0", "(minimum version 1.40)", "linux/");
    has(
        ok("info"),
        "Storage Driver: overlay",
        "Backing Filesystem: extfs",
        "Swarm: inactive",
        "Cgroup Version: 2",
        "Log: json-file",
        "Live Restore Enabled: true");
  }

  @Test
  void runPrintsBothStreamsAndHandsTheExitCodeOn() throws Exception {
    has(says(7, "", "run", "box:1"), "out\n", "err\n");
  }

  @Test
  void runRepeatsItsInputToTheHalfClose() throws Exception {
    var much = "0123456789abcdef\n".repeat(20_000);
    var out = says(7, much, "run", "-i", "--name", "cat", "box:1");
    assertEquals(much.length() + 8, out.length());
    has(out, "out\n", "err\n", much);
  }

  @Test
  void createAsksForTheRemoval() throws Exception {
    var id = ok("create", "--rm", "box:1").strip();
    assertEquals(true, api.containers.find(id).host.autoRemove());
  }

  @Test
  void detachedContainersAreListedLoggedInspectedAndStopped() throws Exception {
    var id = ok("run", "-d", "--name", "web", "--mac-address", "02:00:00:00:00:01", "box:1");
    assertEquals(65, id.length());
    assertEquals("02:00:00:00:00:01", api.containers.find("web").config.macAddress());
    has(ok("ps"), "web", "Up 2 seconds", "0.0.0.0:8080->80/tcp");
    has(ok("logs", "--tail", "3", "web"), "out\n", "err\n");
    assertEquals(3, api.containers.logOptions.tail());
    has(ok("inspect", "-s", "web"), "\"SandboxID\": \"s1\"", "\"SizeRw\": 5", "\"Pid\": 4711");
    assertEquals(
        "true 172.17.0.2\n",
        ok("inspect", "-f", "{{.State.Running}} {{.NetworkSettings.IPAddress}}", "web"));
    ok("stop", "-t", "3", "web");
    has(api.containers.calls.toString(), "stop web null 3");
    assertEquals("137\n", ok("wait", "web"));
    ok("rename", "web", "old");
    ok("rm", "-v", "old");
    has(says(1, "", "inspect", "--type", "container", "old"), "No such container: old");
  }

  @Test
  void execPrintsAndHandsTheExitCodeOn() throws Exception {
    ok("run", "-d", "--name", "web", "box:1");
    has(says(3, "", "exec", "web", "echo", "hello"), "echo hello\n");
    assertEquals("cat\nsome input", says(3, "some input", "exec", "-i", "web", "cat"));
    assertEquals("", ok("exec", "-d", "web", "x"));
  }

  @Test
  void aMissingCommandIsToldAtTheStart() throws Exception {
    has(says(127, "", "run", "box:1", "nosuch"), "executable file not found");
  }

  @Test
  void imagesAreListedPulledLoadedSavedAndRemoved() throws Exception {
    has(ok("images"), "box", "111111111111", "1.23kB");
    // Older clients send the short name.
    has(ok("pull", "box:1"), "1: Pulling from ", "box", "Status: Downloaded newer image");
    has(ok("pull", "--platform", "linux/arm64", "box:1"), "Downloaded");
    assertTrue(
        api.images.calls.toString().matches("(?s).*pull (docker.io/library/)?box 1 linux/arm64.*"),
        api.images.calls.toString());
    has(says(1, "", "pull", "secret:1"), "unauthorized: authentication required");
    has(says(1, "", "pull", "corrupt:1"), "digest does not match");
    has(says(0, "x".repeat(3_000_000), "load"), "Loaded image: box:1");
    assertEquals(3_000_000, api.images.loaded);
    has(ok("save", "box:1"), "tar of [box:1]");
    has(ok("history", "box:1"), "CMD sh");
    ok("tag", "box:1", "other:2");
    assertTrue(
        api.images.calls.toString().matches("(?s).*tag box:1 (docker.io/library/)?other 2.*"),
        api.images.calls.toString());
    has(ok("rmi", "box:1"), "Untagged: box:1", "Deleted: sha256:1111");
    has(ok("image", "inspect", "box:1"), "\"Created\": \"2026-01-02T03:04:05.6Z\"");
    has(ok("image", "prune", "-f"), "Total reclaimed space: 99B");
  }

  @Test
  void eventsEndAtUntil() throws Exception {
    api.events.at(
        1_700_000_000_000_000_001L, "container", "start", "c1", java.util.Map.of("a", "b"));
    api.events.at(1_800_000_000_000_000_000L, "image", "pull", "i1", java.util.Map.of());
    var out = ok("events", "--since", "1600000000", "--until", "1700000001");
    has(out, "container start c1 (a=b)");
    assertEquals(1, out.lines().count(), out);
    assertEquals("", ok("events", "--since", "1", "--until", "1700000001", "-f", "type=image"));
  }

  @Test
  void pluginsAreInstalledUpgradedAndRemoved() throws Exception {
    has(ok("plugin", "ls"), "log/json-file:1.0.0", "log driver, ACTIVE", "true");
    has(ok("plugin", "inspect", "log/json-file"), "jdock.logdriver/1.0", "docker.logdriver/1.0");
    has(says(1, "", "plugin", "disable", "log/json-file"), "is in use by web");
    var granted = "--grant-all-permissions";
    has(
        says(1, "", "plugin", "upgrade", granted, "log/json-file", "reg.local/logs:2"),
        "must be disabled before upgrading");
    has(
        ok(
            "plugin",
            "upgrade",
            granted,
            "--skip-remote-check",
            "log/json-file:next",
            "reg.local/logs:2"),
        "from log/json-file:1.0.0 to reg.local/logs:2",
        "Serving now: log/json-file:2.0.0",
        "Upgraded plugin log/json-file:next");
    has(
        ok("plugin", "install", granted, "reg.local/fresh:1"),
        "Downloading",
        "Installed plugin reg.local/fresh:1");
    has(ok("plugin", "inspect", "-f", "{{.Enabled}}", "log/fresh:1.0.0"), "true");
    has(says(1, "", "plugin", "rm", "log/fresh"), "plugin log/fresh:1.0.0 is enabled");
    ok("plugin", "disable", "log/fresh");
    ok("plugin", "upgrade", granted, "--skip-remote-check", "log/fresh", "reg.local/fresh:2");
    has(ok("plugin", "ls", "--filter", "enabled=false"), "log/fresh:2.0.0");
    ok("plugin", "rm", "log/fresh");
    has(says(1, "", "plugin", "inspect", "log/fresh"), "log/fresh");
    has(says(1, "no\n", "plugin", "install", "reg.local/fresh:1"), "own process as: [root]");
    has(says(1, "", "plugin", "push", "log/json-file"), "jdock driver push");
  }

  @Test
  void theRest() throws Exception {
    assertEquals("data\n", ok("volume", "create", "data"));
    has(ok("volume", "ls"), "local", "data");
    has(ok("volume", "inspect", "data"), "\"Scope\": \"local\"");
    ok("volume", "rm", "data");
    has(says(1, "", "volume", "inspect", "data"), "no such volume");
    has(ok("network", "ls"), "bridge", "local");
    has(ok("network", "inspect", "bridge"), "172.17.0.0/16", "\"EnableIPv6\": false");
    has(ok("system", "df"), "Images", "Local Volumes");
    has(ok("system", "df", "-v"), "box");
    has(ok("network", "create", "x"), "aaaa");
    has(says(1, "", "network", "rm", "bridge"), "pre-defined");
    has(says(1, "", "diff", "x"), "not supported");
    ok("create", "--name", "idle", "box:1");
    has(ok("container", "prune", "-f"), "Deleted Containers:");
  }
}
