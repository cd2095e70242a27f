package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverInfo;
import org.jdock.registry.internal.call.Limits;
import org.jdock.registry.vendor.VendorDriver;
import org.jdock.spi.log.LogDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong around a change, and what a start makes of it. */
class FaultsTest extends FrameworkTest {
  private static final int KILLED = 128 + 9;

  private void fails(int times) {
    for (int i = 0; i < times; i++) {
      assertThrows(
          ProblemException.class,
          () ->
              registry.call(
                  LogDriver.class,
                  "vendor",
                  _ -> {
                    throw new IllegalStateException("broken");
                  }));
    }
  }

  /** How a process that upgrades ends when it is killed after a step. */
  private int victim(Path newer, DriverChanges.Step last) throws Exception {
    List<String> command =
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            dir.toString(),
            newer.toString(),
            last.name());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  @ParameterizedTest
  @EnumSource(DriverChanges.Step.class)
  void aStartAfterKillAtAnyStepFindsOneVersion(DriverChanges.Step last) throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    Path newer = GOOD.make(dir, "1.1.0");
    stop();
    assertEquals(KILLED, victim(newer, last));
    start(_ -> {});
    boolean before = last.compareTo(DriverChanges.Step.REMEMBERED) < 0;
    assertEquals(before ? "1.0.0" : "1.1.0", version());
    assertEquals(1, versions().size());
    try (var files = Files.list(dir.resolve("data/drivers"))) {
      assertEquals(before ? 2 : 3, files.count(), "with the state, and the version before");
    }
    if (before) {
      drivers.upgrade(newer);
      assertEquals("1.1.0", version());
    }
    drivers.rollback("vendor");
    assertEquals("1.0.0", version());
  }

  @Test
  void aVersionThatFailsWhileItIsWatchedTakesItselfBack() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    fails(3);
    eventually(() -> events.contains("plugin rollback log/vendor 1.0.0"));
    assertEquals("1.0.0", version());
    assertTrue(events.contains("plugin unhealthy log/vendor 1.1.0"), events.toString());
    assertTrue(events.contains("plugin draining log/vendor 1.1.0"), events.toString());
  }

  @Test
  void oneThatFailsLaterStaysAndSaysWhy() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    fails(3);
    contains("broken", drivers.why("vendor"));
    assertEquals("UNHEALTHY", drivers.info("vendor").state());
    assertEquals("open", registry.call(LogDriver.class, "vendor", Object::toString));
    assertEquals("ACTIVE", drivers.info("vendor").state());
  }

  @Test
  void theVersionThatTheDaemonDiedInIsQuarantined() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    Path copy = dir.resolve("copy");
    registry.call(
        LogDriver.class,
        "vendor",
        _ -> {
          // What a death now would leave.
          try (var files = Files.list(dir.resolve("exec/driver-calls"))) {
            return Files.copy(files.findFirst().orElseThrow(), copy);
          }
        });
    stop();
    Files.move(copy, dir.resolve("exec/driver-calls/1.json"));
    start(_ -> {});
    assertEquals("1.0.0", version());
    DriverInfo bad = versions().getLast();
    assertEquals("1.1.0", bad.version());
    assertEquals("DISABLED", bad.state());
    contains("died in one of its calls", bad.reason());
    stop();
    start(_ -> {});
    assertEquals("1.0.0", version());
    contains("1.0.0 is active; 1.1.0 is quarantined", drivers.why("vendor"));
    drivers.upgrade(GOOD.make(dir, "1.1.1"));
    assertEquals("1.1.1", version());
    assertEquals(1, versions().size());
  }

  @Test
  void oneInQuarantineThatIsAloneIsExplainedAndCanBeRemoved() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    stop();
    Files.writeString(
        dir.resolve("exec/driver-calls/1.json"),
        "{\"kind\":\"log\",\"name\":\"vendor\",\"bundle\":\"vendor.log\",\"version\":\"1.0.0\"}");
    start(_ -> {});
    contains("1.0.0 is disabled: quarantined: the daemon died", drivers.why("vendor"));
    contains("install another version, or remove it", drivers.info("log/vendor").reason());
    drivers.remove("vendor", false);
    assertEquals(List.of(), versions());
    try (var files = Files.list(dir.resolve("data/drivers"))) {
      assertEquals(1, files.count(), "the state");
    }
    drivers.install(GOOD.make(dir, "1.0.0"));
    assertEquals("1.0.0", version());
  }

  @Test
  void callsAreJournaledOnlyWhileAVersionIsWatched() throws Exception {
    stop();
    limits = new Limits(LONG, LONG, LONG, LONG, Duration.ZERO, 8, Duration.ofMillis(24));
    start(_ -> {});
    drivers.install(GOOD.make(dir, "1.0.0"));
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    eventually(() -> journaled() == 0);
    assertEquals("1.1.0", version());
  }

  private long journaled() {
    return registry.call(
        LogDriver.class,
        "vendor",
        _ -> {
          try (var files = Files.list(dir.resolve("exec/driver-calls"))) {
            return files.count();
          }
        });
  }

  @Test
  void aFullDiskLeavesTheOldVersionServing() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    Path jars = dir.resolve("data/drivers");
    Path big = GOOD.make(dir, "1.1.0");
    byte[] content = Files.readAllBytes(big);
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    Files.write(big, noise); // a jar may begin with anything
    Files.write(big, content, StandardOpenOption.APPEND);
    run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", jars.toString());
    try {
      contains("No space left", refused(Problem.FAILED, () -> drivers.upgrade(big)));
      assertEquals("1.0.0", version());
      try (var left = Files.list(jars)) {
        assertEquals(0, left.count());
      }
    } finally {
      run("umount", jars.toString());
    }
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    assertEquals("1.1.0", version());
  }

  private static void run(String... command) throws Exception {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  @Test
  void twoOperatorsAtOnceComeOneAfterTheOther() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    Path one = GOOD.make(dir, "1.1.0");
    Path two = GOOD.make(dir, "1.2.0");
    try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first = operators.submit(() -> upgraded(one));
      Future<Boolean> second = operators.submit(() -> upgraded(two));
      first.get(); // refused when it came second: it is the lower one then
      assertTrue(second.get());
    }
    assertEquals("1.2.0", version());
    assertEquals(1, versions().size());
  }

  private boolean upgraded(Path jar) {
    try {
      drivers.upgrade(jar);
      return true;
    } catch (ProblemException e) {
      contains("lower", e.getMessage());
      return false;
    }
  }

  @Test
  void aCallThatOutlastsTheDrainIsNamedAndItsVersionEndsWithIt() throws Exception {
    stop();
    Duration drain = Duration.ofMillis(100);
    limits = new Limits(LONG, LONG, drain, LONG, Duration.ZERO, 8, LONG);
    start(_ -> {});
    drivers.install(GOOD.make(dir, "1.0.0"));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> late =
          threads.submit(() ->
              registry.call(
                  LogDriver.class,
                  "vendor",
                  d -> {
                    inside.countDown();
                    release.await();
                    return d.toString();
                  }));
      try {
        inside.await();
        drivers.upgrade(GOOD.make(dir, "1.1.0"));
        assertEquals("1.1.0", version());
        DriverInfo old = versions().getFirst();
        assertEquals("DRAINING", old.state());
        contains("driver log/vendor 1.0.0 for", old.reason());
      } finally {
        release.countDown();
      }
      assertEquals("open", late.get(), "the old version was closed under a call");
    }
    eventually(() -> versions().size() == 1);
  }

  private void shortLimits() throws Exception {
    stop();
    Duration brief = Duration.ofMillis(300);
    limits = new Limits(brief, LONG, brief, brief, Duration.ZERO, 8, LONG);
    start(_ -> {});
  }

  /** Does not come back until it is let go. */
  private String hang(CountDownLatch release) {
    return registry.call(
        LogDriver.class,
        "vendor",
        driver -> {
          release.await();
          return driver.toString();
        });
  }

  @Test
  void oneWhoseActivatorHangsHoldsUpNobodyForLong() throws Exception {
    stop();
    limits = new Limits(LONG, LONG, LONG, Duration.ofSeconds(1), Duration.ZERO, 8, LONG);
    start(_ -> {});
    drivers.install(GOOD.make(dir, "1.0.0"));
    Path hanging = GOOD.fault("start").make(dir, "1.1.0");
    try {
      contains("its activator hangs", refused(Problem.UNAVAILABLE, () -> drivers.upgrade(hanging)));
      assertEquals("1.0.0", version());
      assertEquals(1, versions().size());
    } finally {
      System.setProperty(VendorDriver.RELEASE, "now");
    }
    try {
      eventually(() -> framework.getBundleContext().getBundles().length == 2);
      drivers.upgrade(hanging);
    } finally {
      System.clearProperty(VendorDriver.RELEASE);
    }
    stop();
    try {
      start(_ -> {}); // would never come back
      refused(Problem.NOT_FOUND, () -> drivers.info("vendor"));
    } finally {
      System.setProperty(VendorDriver.RELEASE, "now");
      stop();
      start(_ -> {});
      System.clearProperty(VendorDriver.RELEASE);
    }
  }

  @Test
  void oneThatHangsInAdoptGoesAgain() throws Exception {
    shortLimits();
    drivers.install(GOOD.make(dir, "1.0.0"));
    Path newer = GOOD.make(dir, "1.1.0");
    CountDownLatch release = new CountDownLatch(1);
    handover =
        _ -> {
          if (drivers.info("vendor").version().equals("1.1.0")) {
            hang(release);
          }
        };
    try {
      String message = refused(Problem.UNAVAILABLE, () -> drivers.upgrade(newer));
      contains("could not take over", message);
      contains("log/vendor 1.1.0 did not answer within", message);
      contains("which serves again", message);
      assertEquals("1.0.0", version());
    } finally {
      release.countDown();
    }
    handover = _ -> {};
    eventually(() -> versions().size() == 1);
    stop();
    start(_ -> {});
    assertEquals("1.0.0", version());
    assertEquals(1, versions().size());
  }

  @Test
  void oneThatHangsInACallIsCountedAndTheOthersGoOn() throws Exception {
    shortLimits();
    drivers.install(GOOD.make(dir, "1.0.0"));
    drivers.install(new VendorJar("vendor.two", "two", "", GOOD.imports()).make(dir, "1.0.0"));
    CountDownLatch release = new CountDownLatch(1);
    try {
      for (int i = 0; i < 3; i++) {
        contains(
            "log/vendor 1.0.0 did not answer within",
            refused(Problem.UNAVAILABLE, () -> hang(release)));
        assertEquals("open", registry.call(LogDriver.class, "two", Object::toString));
      }
      contains("is unhealthy", refused(Problem.UNAVAILABLE, this::called));
      contains("its last 3 calls failed", drivers.why("vendor"));
    } finally {
      release.countDown();
    }
    eventually(() -> drivers.info("vendor").reason().isEmpty() || heals());
    assertEquals("1.0.0", version());
  }

  private boolean heals() {
    try {
      called();
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  @Test
  void oneThatHangsInCloseHoldsUpNoUpgradeForLong() throws Exception {
    shortLimits();
    drivers.install(GOOD.fault("close").make(dir, "1.0.0"));
    assertEquals("1.0.0", version());
    try {
      drivers.upgrade(GOOD.make(dir, "1.1.0"));
      assertEquals("1.1.0", version());
      assertEquals(1, versions().size());
    } finally {
      System.setProperty(VendorDriver.RELEASE, "now");
    }
    stop();
    start(_ -> {});
    assertEquals("1.1.0", version());
    System.clearProperty(VendorDriver.RELEASE);
  }

  private void called() {
    registry.call(LogDriver.class, "vendor", Object::toString);
  }
}
