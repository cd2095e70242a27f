package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers that a vendor built against the published artefacts alone, on a running engine. */
@ExtendWith(SharedEngine.class)
class VendorTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final Pattern LINE = Pattern.compile("\"line\":\"(\\d+)\"");

  private static VendorKit kit;
  private static Engine engine;

  @BeforeAll
  static void share(Engine shared, VendorKit published) {
    engine = shared;
    kit = published;
  }

  @AfterAll
  static void removeWhatAFailureLeft() {
    engine.docker("rm", "-f", "ndjson-prints", "web");
    engine.daemon().jdock("driver", "remove", "--force", "log/ndjson");
  }

  @Test
  void aLogDriverIsReplacedByAReleaseOfAnotherSchemaWhileItLogs() throws Exception {
    var folder = engine.scratch("vendor-logs");
    var daemon = engine.daemon();
    daemon.jdock("driver", "install", ndjson("1.0.0")).ok();
    var container =
        engine
            .docker(
                "run",
                "-d",
                "--name",
                "ndjson-prints",
                "--log-driver=ndjson",
                "--log-opt",
                "directory=" + folder,
                "busybox",
                "sh",
                "-c",
                "i=0; while [ ! -e /stop ]; do seq $((i+1)) $((i+100)); i=$((i+100));"
                    + " usleep 20000; done")
            .ok();
    var file = folder.resolve(container + ".ndjson");
    await(file, line -> !line.contains("\"schema\":2"));
    daemon.jdock("driver", "upgrade", ndjson("1.1.0")).ok();
    await(file, line -> line.contains("\"schema\":2"));
    daemon.jdock("driver", "rollback", "log/ndjson").ok();
    await(file, line -> !line.contains("\"schema\":2"));
    daemon.jdock("driver", "upgrade", ndjson("1.1.0")).ok();
    await(file, line -> line.contains("\"schema\":2"));

    engine.docker("exec", "ndjson-prints", "touch", "/stop").ok();
    engine.docker("wait", "ndjson-prints").ok();
    var printed = engine.docker("logs", "ndjson-prints").ok().lines().toList();
    assertEquals(numbers(printed.size()), printed);
    assertEquals(printed, Files.readAllLines(file).stream().map(VendorTest::text).toList());
    var last = Files.readAllLines(file).getLast();
    assertTrue(last.contains("\"seq\":" + printed.size() + ","), last);

    var refusal = daemon.jdock("driver", "remove", "log/ndjson");
    assertNotEquals(0, refusal.exit());
    assertTrue(refusal.err().contains("ndjson-prints"), refusal.err());
    engine.docker("rm", "ndjson-prints").ok();
    assertTrue(Files.notExists(file), "the driver deletes what it kept of a removed container");
    daemon.jdock("driver", "remove", "log/ndjson").ok();
    assertNotEquals(0, engine.docker("run", "--rm", "--log-driver=ndjson", "busybox").exit());
  }

  @Test
  void whereOnlySignedDriversAreLetInThoseOfJdockRun() throws Exception {
    try (var strict = Engine.start("--driver-trust-local=require")) {
      var said = strict.docker("run", "--rm", "busybox", "echo", "it runs");
      assertEquals("it runs", said.ok());
      var unsigned = strict.daemon().jdock("driver", "install", ndjson("1.0.0"));
      assertNotEquals(0, unsigned.exit());
      assertTrue(unsigned.err().contains("it is not signed"), unsigned.err());
      assertNotEquals(0, strict.daemon().jdock("driver", "info", "log/ndjson").exit());
      var log = Files.readString(strict.daemon().log());
      assertFalse(log.contains("org.jdock.driver") && log.contains("untrusted"), log);
    }
  }

  /**
   * In the long run the afternoon is walked, where nothing unsigned is let in; always, it is a
   * program without errors of syntax.
   */
  @Test
  void theAfternoonOfTheDocumentation() throws Exception {
    new Afternoon(kit, engine).check();
    if (!Boolean.getBoolean("jdock.full")) {
      return;
    }
    try (var strict = Engine.start("--driver-trust-local=require")) {
      var said = new Afternoon(kit, strict).run();
      assertTrue(said.contains("none lost or doubled"), said);
      assertTrue(said.contains("\"container\":\"web\""), said);
      assertTrue(said.contains("log/ndjson is in use by"), said);
      assertTrue(said.contains("refused, as it should be"), said);
      assertNotEquals(0, strict.daemon().jdock("driver", "info", "log/ndjson").exit());
    }
  }

  /** In the long run: what the archetype makes of each kind passes its suite and serves. */
  @ParameterizedTest
  @ValueSource(strings = {"network", "runtime", "security", "storage", "volume"})
  void eachKindOfTheArchetypeIsADriver(String kind) throws IOException {
    if (!Boolean.getBoolean("jdock.full")) {
      return;
    }
    var daemon = engine.daemon();
    var name = kind + "/made" + kind;
    daemon.jdock("driver", "install", kit.generated(kind, "made" + kind).toString()).ok();
    try {
      var info = daemon.jdock("driver", "info", name).ok();
      assertTrue(info.contains("ACTIVE"), info);
      use(kind);
    } finally {
      daemon.jdock("driver", "remove", name).ok();
    }
  }

  private static void use(String kind) {
    switch (kind) {
      case "volume" -> {
        engine.docker("volume", "create", "-d", "madevolume", "made").ok();
        engine.docker("run", "--rm", "-v", "made:/d", "busybox", "touch", "/d/f").ok();
        engine.docker("run", "--rm", "-v", "made:/d", "busybox", "ls", "/d/f").ok();
        engine.docker("volume", "rm", "made").ok();
      }
      case "network" -> {
        engine.docker("network", "create", "-d", "madenetwork", "made").ok();
        var addresses = engine.docker("run", "--rm", "--net", "made", "busybox", "ip", "addr").ok();
        assertTrue(addresses.contains("eth0"), addresses);
        engine.docker("network", "rm", "made").ok();
      }
      case "runtime" -> {
        var said =
            engine.docker("run", "--rm", "--runtime", "maderuntime", "busybox", "echo", "hi");
        assertEquals("hi", said.ok());
      }
      default -> {
        // storage and security are chosen for a whole daemon, storage in ReleasesTest
      }
    }
  }

  @Test
  void aStorageDriverWithTheEnginesSystemCallsIsInstalled() throws IOException {
    var jar = kit.sample("storage-copylink", "1.1.0");
    var daemon = engine.daemon();
    daemon.jdock("driver", "install", jar.toString()).ok();
    var info = daemon.jdock("driver", "info", "storage/copylink").ok();
    assertTrue(info.contains("ACTIVE"), info);
    daemon.jdock("driver", "remove", "storage/copylink").ok();
  }

  private static String ndjson(String release) throws IOException {
    return kit.sample("log-ndjson", release).toString();
  }

  /** Waits until the last whole line is such a one. */
  private static void await(Path file, Predicate<String> wanted) throws Exception {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
      if (lines.size() > 1 && wanted.test(lines.get(lines.size() - 2))) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no such line came into " + file);
  }

  private static String text(String json) {
    var line = LINE.matcher(json);
    assertTrue(line.find(), json);
    return line.group(1);
  }

  private static List<String> numbers(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
  }
}
