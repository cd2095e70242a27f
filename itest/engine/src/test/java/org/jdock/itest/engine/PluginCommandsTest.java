package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jdock.itest.engine.support.DriverVersions;
import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;
import org.jdock.itest.engine.support.Signer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docker plugin} on the engine's drivers, by the unchanged CLI. */
class PluginCommandsTest {
  private static final String GRANTED = "--grant-all-permissions";
  private static final String USER = "plugin-user";

  private static Engine engine;
  private static String repository;

  @BeforeAll
  static void start() throws Exception {
    engine = Engine.start();
    repository = engine.registry().authority() + "/drivers/";
    Path jars = engine.scratch("plugin-commands");
    var versions = new DriverVersions(jars);
    var signer = new Signer(jars, "vendor");
    jdock("trust", "add", signer.certificate().toString());
    for (var version : List.of("0.1.901", "0.1.902")) {
      for (var name : List.of("json-file", "none")) {
        var jar = signer.sign(versions.make("jdock-log-" + name, version));
        jdock("push", jar.toString(), repository + name + ":" + version);
      }
    }
    jdock(
        "push",
        versions.make("jdock-log-none", "0.1.903").toString(),
        repository + "none:unsigned");
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  private static void jdock(String... arguments) {
    engine.daemon().jdock(words("driver", arguments)).ok();
  }

  private static String ok(String... arguments) {
    return engine.docker(words("plugin", arguments)).ok();
  }

  private static void refused(String part, String... arguments) {
    Run.Outcome outcome = engine.docker(words("plugin", arguments));
    assertEquals(1, outcome.exit(), outcome.out() + outcome.err());
    assertTrue(outcome.err().contains(part), outcome.err());
  }

  /** Older clients have words of their own for it. */
  private static void absent(String plugin) {
    Run.Outcome outcome = engine.docker("plugin", "inspect", plugin);
    assertEquals(1, outcome.exit(), outcome.out() + outcome.err());
    assertTrue(
        outcome.err().contains("plugin \"" + plugin + "\" not found")
            || outcome.err().contains("No such plugin: " + plugin),
        outcome.err());
  }

  private static String[] words(String first, String... rest) {
    var words = new String[rest.length + 1];
    words[0] = first;
    System.arraycopy(rest, 0, words, 1, rest.length);
    return words;
  }

  private static String about(String plugin, String format) {
    return ok("inspect", "--format", format, plugin);
  }

  @Test
  void driversAreListedAndShown() {
    var list = ok("ls", "--format", "{{.Name}} {{.Enabled}}");
    for (var driver : List.of("log/json-file", "network/bridge", "volume/local")) {
      assertTrue(list.matches("(?s).*\\b" + driver + ":0\\.1\\.\\S+ true\\b.*"), list);
    }
    var id = about("volume/local", "{{.Id}}");
    assertTrue(id.matches("[0-9a-f]{64}"), id);
    assertEquals("volume/local:", about(id, "{{.Name}}").substring(0, "volume/local:".length()));
    assertTrue(ok("ls", "-q").contains(id.substring(0, 12)));
    assertEquals(
        "[\"jdock.volumedriver/1.0\",\"docker.volumedriver/1.0\"]",
        about("volume/local", "{{json .Config.Interface.Types}}"));
    var volumes = ok("ls", "--filter", "capability=volumedriver", "--format", "{{.Name}}");
    assertTrue(volumes.startsWith("volume/local:") && !volumes.contains("log/"), volumes);
    absent("log/nope");
    var info = engine.docker("info", "--format", "{{json .Plugins}}").ok();
    assertTrue(info.contains("\"Log\":[") && info.contains("\"json-file\""), info);
  }

  @Test
  void whatIsUsedIsDisabledByForceOnly() {
    engine.docker("run", "-d", "--name", USER, "busybox", "sleep", "600").ok();
    try {
      refused("in use by " + USER, "disable", "log/json-file");
      refused("in use by " + USER, "rm", "log/json-file");
      refused("plugin is already enabled", "enable", "log/json-file");
      ok("disable", "--force", "log/json-file");
      assertEquals("false", about("log/json-file", "{{.Enabled}}"));
      assertTrue(ok("ls", "--filter", "enabled=false").contains("log/json-file"));
      refused("plugin is already disabled", "disable", "log/json-file");
      ok("enable", "log/json-file");
      assertEquals("true", about("log/json-file", "{{.Enabled}}"));
    } finally {
      engine.docker("rm", "-f", USER).ok();
    }
  }

  @Test
  void whatIsUsedIsUpgradedWhileItIsUsed() {
    var write = "n=0; while [ $n -lt 2000 ]; do echo $n; n=$((n+1)); done; sleep 600";
    engine.docker("run", "-d", "--name", "upgraded", "busybox", "sh", "-c", write).ok();
    try {
      var to = repository + "json-file:0.1.901";
      refused("must be disabled before upgrading", "upgrade", GRANTED, "log/json-file", to);
      var said = ok("upgrade", GRANTED, "--skip-remote-check", "log/json-file:next", to);
      assertTrue(said.contains("Serving now: log/json-file:0.1.901"), said);
      assertEquals("log/json-file:0.1.901", about("log/json-file", "{{.Name}}"));
      engine.docker("stop", "-t", "0", "upgraded").ok();
      assertEquals(2000, engine.docker("logs", "upgraded").ok().lines().distinct().count());
    } finally {
      engine.docker("rm", "-f", "upgraded").ok();
    }
  }

  @Test
  void aDriversWholeLifeByTheCli() {
    var since = Instant.now().getEpochSecond();
    refused("is enabled", "rm", "log/none");
    ok("disable", "log/none");
    ok("rm", "log/none");
    absent("log/none");

    refused("is not signed", "install", GRANTED, repository + "none:unsigned");
    var declined =
        engine.daemon().dockerWithInput("n\n", "plugin", "install", repository + "none:0.1.901");
    assertTrue(declined.out().contains("own process as: [root]"), declined.out());
    absent("log/none");

    ok("install", GRANTED, "--disable", repository + "none:0.1.901");
    assertEquals("false", about("log/none:0.1.901", "{{.Enabled}}"));
    ok("rm", "log/none:0.1.901");
    ok("install", GRANTED, repository + "none:0.1.901");
    assertEquals("true", about("log/none:0.1.901", "{{.Enabled}}"));
    engine.docker("run", "--rm", "--log-driver", "none", "busybox", "true").ok();

    ok("disable", "log/none");
    var said =
        ok("upgrade", GRANTED, "--skip-remote-check", "log/none", repository + "none:0.1.902");
    assertTrue(said.contains("Still disabled: log/none:0.1.902"), said);
    assertEquals("false", about("log/none:0.1.902", "{{.Enabled}}"));
    ok("enable", "log/none");
    assertEquals("true", about("log/none", "{{.Enabled}}"));
    ok("rm", "--force", "log/none");
    assertFalse(ok("ls").contains("log/none"));

    var until = Long.toString(Instant.now().getEpochSecond() + 1);
    var events =
        engine
            .docker(
                "events",
                "--since",
                Long.toString(since),
                "--until",
                until,
                "--filter",
                "type=plugin",
                "--filter",
                "plugin=log/none",
                "--format",
                "{{.Action}}")
            .ok()
            .lines()
            .filter(List.of("install", "enable", "disable", "upgrade", "remove")::contains)
            .toList();
    assertTrue(events.containsAll(List.of("install", "enable", "disable", "upgrade")), "" + events);
    assertEquals("remove", events.getLast());
  }
}
