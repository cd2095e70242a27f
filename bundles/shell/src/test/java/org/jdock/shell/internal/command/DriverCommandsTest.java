package org.jdock.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdock.shell.internal.command.Command.Operand;
import org.junit.jupiter.api.Test;

/** {@code driver …} on a fake engine. */
class DriverCommandsTest {
  private final FakeEngine engine = new FakeEngine();
  private final FakeEvents events = new FakeEvents();
  private FakeIo io = new FakeIo("");

  private int run(String... words) {
    return new Runner(new Commands(engine)).run(List.of(words), io);
  }

  private String printed(String... words) {
    io = new FakeIo("");
    assertEquals(0, run(words), io.complained());
    return io.printed();
  }

  private List<String> calls() {
    return ((FakeDrivers) engine.drivers()).calls;
  }

  @Test
  void sourcesArePathsOfTheClientOrWhatTheySay() {
    printed("driver", "upgrade", "x.jar");
    printed("driver", "upgrade", "log/json-file", "oci:r.example/x:1");
    printed("driver", "upgrade", "mvn:g:a:1");
    printed("driver", "upgrade", "file:../file");
    assertEquals(
        List.of(
            "upgrade null /here/x.jar",
            "upgrade log/json-file oci:r.example/x:1",
            "upgrade null mvn:g:a:1",
            "upgrade null /here/../file"),
        calls());
  }

  @Test
  void aPasswordComesFromStandardInput() {
    io = new FakeIo("open sesame\n");
    assertEquals(1, run("driver", "install", "-u", "me", "--password-stdin", "oci:r/x:1"));
    assertEquals("1.0: Downloading\njdock: oci:r/x:1 is no bundle\n", io.complained());
    assertEquals(List.of("install oci:r/x:1 as me:open sesame"), calls());
    assertEquals(125, run("driver", "install", "-u", "me", "oci:r/x:1"));
  }

  @Test
  void settingsAreShownAndSet() {
    assertEquals(
        """
        KEY        VALUE   TYPE      DEFAULT   RANGE       TEXT
        max-file   3       Integer   1         1 to 1000   How many files
        """,
        printed("driver", "config", "json-file"));
    assertEquals("file: /etc/x.cfg\n", io.complained());
    String json = printed("driver", "config", "--json", "json-file");
    assertTrue(json.contains("\"range\": \"1 to 1000\""), json);
    printed("driver", "set", "json-file", "paths=/a", "max-file=", "paths=/b=c");
    assertEquals(List.of("configure json-file {max-file=[], paths=[/a, /b=c]}"), calls());
    assertEquals(125, run("driver", "set", "json-file", "max-file"));
  }

  @Test
  void whatIsOfferedIsATableOrJson() {
    engine.driverSources = new FakeSources();
    assertEquals(
        """
        KIND   NAME     VERSION   VENDOR    SOURCE               SUMMARY
        log    ndjson   1.1.0     Example   oci:r/ndjson:1.1.0   JSON
        log    ndjson   1.0.0     -         oci:r/ndjson:1.0.0   JSON
        """,
        printed("driver", "search", "nd"));
    assertEquals("[]\n", printed("driver", "search", "--json", "nope"));
    String pushed = printed("driver", "push", "--json", "x.jar", "r.example/x:1");
    assertTrue(pushed.contains("\"source\": \"r.example/x:1\""), pushed);
    assertTrue(pushed.contains("/here/x.jar null"), pushed);
    assertEquals("Digest: sha256:0\n", io.complained());
    assertTrue(printed("driver", "info", "log/ndjson").contains("oci:r/ndjson:1.0.0"));
    assertTrue(io.complained().contains("not installed"), io.complained());
    assertEquals(1, run("driver", "info", "nope"));
  }

  @Test
  void oneDriverIsSwitchedAndLookedInto() {
    assertTrue(printed("driver", "disable", "json-file").contains("json-file"));
    assertTrue(printed("driver", "disable", "-f", "--json", "json-file").startsWith("[\n"));
    assertTrue(printed("driver", "enable", "json-file").contains("json-file"));
    assertEquals(
        List.of("disable json-file false", "disable json-file true", "enable json-file"), calls());
    assertEquals(
        "network/bridge 1.0.0 is UNAVAILABLE: iptables not found\n",
        printed("driver", "why", "bridge"));
    assertEquals(
        "{\n    \"name\": \"bridge\",\n"
            + "    \"reason\": \"network/bridge 1.0.0 is UNAVAILABLE: iptables not found\"\n}\n",
        printed("driver", "why", "--json", "bridge"));
    assertEquals(
        "[\n    \"json-file\"\n]\n", printed("driver", "remove", "-f", "--json", "json-file"));
    assertEquals(
        "[\n    \"db\",\n    \"web\"\n]\n", printed("driver", "users", "--json", "json-file"));
    assertTrue(printed("driver", "probe", "json-file").contains("State:        ACTIVE"));
    assertEquals(1, run("driver", "probe", "bridge"));
  }

  @Test
  void eventsOfDriversArePrintedUntilInterrupted() throws Exception {
    engine.events = events;
    var status = new CompletableFuture<Integer>();
    Thread thread =
        Thread.ofVirtual().start(() -> status.complete(run("driver", "watch", "json-file")));
    events.awaitSubscriber();
    events.publish("container", "start", "log/json-file", Map.of());
    events.publish("plugin", "upgrade", "network/bridge", Map.of());
    events.publish("plugin", "upgrade", "log/json-file", Map.of("version", "1.1.0"));
    while (!io.printed().endsWith("\n")) {
      Thread.sleep(5);
    }
    thread.interrupt();
    assertEquals(130, status.get());
    assertTrue(events.ended);
    String line = io.printed();
    assertTrue(line.endsWith(" plugin upgrade log/json-file (version=1.1.0)\n"), line);
    assertEquals(1, line.lines().count());
  }

  @Test
  void operandsAreCompleted() {
    var names = new Names(engine);
    var commands = new Commands(engine);
    for (String command : List.of("info", "why", "probe", "users", "watch", "enable", "disable")) {
      Command found = commands.find(List.of("driver", command));
      assertEquals(Operand.DRIVER, found.completes(), command);
      assertEquals(
          List.of("bridge", "json-file", "log/json-file", "network/bridge"),
          names.of(found.completes()));
    }
  }
}
