package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;
import org.jdock.itest.engine.vendor.HangingVolumes;
import org.jdock.spi.volume.VolumeDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drivers that hang, and drivers that are missing: the rest of the engine goes on. */
class ContainmentTest {
  private static final int LIMIT_SECONDS = 5;
  private static final int PATIENCE_SECONDS = 60;
  private static Engine engine;

  @BeforeAll
  static void start() throws Exception {
    engine = Engine.start("--default-runtime", "runc", "--storage-driver", "overlay2");
    engine.daemon().stop();
    engine
        .daemon()
        .setEnvironment("JDOCK_JAVA_OPTS", "-Djdock.driver.call.seconds=" + LIMIT_SECONDS);
    engine.daemon().start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  private static Run.Outcome driver(String... arguments) {
    var command = new ArrayList<>(List.of("driver"));
    command.addAll(List.of(arguments));
    return engine.daemon().jdock(command.toArray(String[]::new));
  }

  private static String inspect(String what, String container) {
    return engine.docker("inspect", "-f", "{{" + what + "}}", container).ok().strip();
  }

  private static void eventually(String what, BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(100);
    }
  }

  @Test
  void aCallThatHangsIsGivenUpAndTheRestGoesOn() throws Exception {
    var jar = engine.scratch("hangs").resolve("hangs.jar");
    new VendorBundle(HangingVolumes.class, "hangs", VolumeDriver.class).make(jar, "1.0.0");
    driver("install", jar.toString()).ok();
    engine.docker("volume", "create", "-d", "hangs", "slow").ok();
    engine.docker("run", "-d", "--name", "other", "busybox", "sleep", "1000").ok();
    var hang = Files.createFile(engine.daemon().dataRoot().resolve("volumes/hangs/hang"));
    var run =
        CompletableFuture.supplyAsync(
            () -> engine.docker("run", "--name", "victim", "-v", "slow:/data", "busybox", "true"));
    var during = 0;
    do {
      assertEquals("on", engine.docker("exec", "other", "echo", "on").ok().strip());
      engine.docker("run", "--rm", "-v", "fast:/data", "busybox", "true").ok();
      during++;
    } while (!run.isDone());
    assertTrue(during > 0, "nothing went on meanwhile");
    hung(run.get());
    var id = inspect(".Id", "victim");
    assertTrue(inspect(".State.Error", "victim").contains("volume/hangs 1.0.0"));
    assertFalse(mounts().contains(id), "the failed start left mounts");
    hung(engine.docker("start", "-a", "victim"));
    hung(engine.docker("start", "-a", "victim"));
    assertTrue(driver("why", "hangs").ok().contains("unhealthy"), driver("why", "hangs").out());
    assertEquals("on", engine.docker("exec", "other", "echo", "on").ok().strip());

    Files.delete(hang);
    eventually(
        "it heals when its calls are back",
        () -> engine.docker("start", "-a", "victim").exit() == 0);
    engine.docker("rm", "-f", "other", "victim").ok();
    engine.docker("volume", "rm", "slow", "fast").ok();
    driver("remove", "hangs").ok();
    assertFalse(mounts().contains(id), "mounts are left");
  }

  private static void hung(Run.Outcome outcome) {
    assertTrue(outcome.exit() != 0, outcome.out());
    assertTrue(
        outcome.err().contains("driver volume/hangs 1.0.0 did not answer within"), outcome.err());
  }

  private static String mounts() throws Exception {
    return Files.readString(Path.of("/proc/" + engine.daemon().pid() + "/mountinfo"));
  }

  @Test
  void aContainerRunsOnWithoutItsLogDriverAndItsOutputComesWhole() throws Exception {
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "talks",
            "busybox",
            "sh",
            "-c",
            "i=0; while [ ! -e /stop ]; do seq $((i+1)) $((i+100)); i=$((i+100)); usleep 20000;"
                + " done; echo end $i; sleep 1000")
        .ok();
    driver("disable", "--force", "log/json-file").ok();
    engine.daemon().kill();
    engine.daemon().start();
    assertEquals("running", inspect(".State.Status", "talks"));
    var spool = Files.size(spool());
    eventually("the spool grows", () -> size() > spool);
    assertTrue(driver("info", "log/json-file").ok().contains("enable it"));
    driver("enable", "log/json-file").ok();
    engine.docker("exec", "talks", "touch", "/stop").ok();
    eventually("all comes", () -> engine.docker("logs", "talks").out().contains("end "));
    var lines = engine.docker("logs", "talks").ok().lines().toList();
    int last = Integer.parseInt(lines.getLast().substring("end ".length()));
    assertEquals(
        IntStream.rangeClosed(1, last).mapToObj(String::valueOf).collect(Collectors.toList()),
        lines.subList(0, lines.size() - 1));
    engine.docker("rm", "-f", "talks").ok();
  }

  private static Path spool() throws Exception {
    var folder = engine.daemon().dataRoot().resolve("containers").resolve(inspect(".Id", "talks"));
    try (var all = Files.walk(folder)) {
      return all.filter(each -> each.getFileName().toString().startsWith("spool"))
          .filter(Files::isRegularFile)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no spool in " + folder));
    }
  }

  private static long size() {
    try {
      return Files.size(spool());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aContainerWaitsForItsDriversAndStartsWhenTheyCome() throws Exception {
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "waits",
            "--restart",
            "always",
            "-v",
            "kept:/data",
            "busybox",
            "sleep",
            "1000")
        .ok();
    engine.docker("stop", "-t", "0", "waits").ok();
    var kinds =
        List.of(
            "log/json-file",
            "runtime/runc",
            "security/default",
            "storage/overlay2",
            "volume/local",
            "network/bridge");
    for (var kind : kinds) {
      driver("disable", "--force", kind).ok();
    }
    engine.daemon().stop();
    engine.daemon().start();
    eventually(
        "it says what it waits for",
        () -> inspect(".State.Error", "waits").contains("waits for driver"));
    for (var kind : kinds) {
      assertEquals("exited", inspect(".State.Status", "waits"));
      if (!kind.startsWith("network/")) {
        eventually(
            "no " + kind + " is the reason", () -> inspect(".State.Error", "waits").contains(kind));
      }
      driver("enable", kind).ok();
    }
    eventually("it starts", () -> inspect(".State.Status", "waits").equals("running"));
    assertEquals("", inspect(".State.Error", "waits"));
    engine.docker("rm", "-f", "waits").ok();
    engine.docker("volume", "rm", "kept").ok();
  }
}
