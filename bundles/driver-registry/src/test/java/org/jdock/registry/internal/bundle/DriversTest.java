package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverInfo;
import org.jdock.spi.log.LogDriver;
import org.junit.jupiter.api.Test;
import org.osgi.framework.launch.Framework;

/** The whole life of driver bundles in a real framework. */
class DriversTest extends FrameworkTest {
  @Test
  void installsUpgradesGoesBackAndRemoves() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    assertEquals("1.0.0", version());
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    assertEquals("1.1.0", version());
    assertEquals(1, list().size());
    drivers.rollback("log/vendor");
    assertEquals("1.0.0", version());
    contains("no version before", refused(Problem.CONFLICT, () -> drivers.rollback("vendor")));
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    assertEquals("1.1.0", version());
    users.add("web");
    contains("web", refused(Problem.CONFLICT, () -> drivers.remove("vendor", false)));
    assertEquals("1.1.0", version());
    drivers.remove("vendor", true);
    assertEquals(List.of(), list());
    refused(Problem.NOT_FOUND, () -> drivers.info("vendor"));
    try (var left = Files.list(dir.resolve("data/drivers"))) {
      assertEquals(List.of("state.json"), left.map(p -> p.getFileName().toString()).toList());
    }
  }

  @Test
  void aVersionThatCannotTakeOverGoesAgain() throws Exception {
    var told = new ArrayList<String>();
    handover = told::add;
    drivers.install(GOOD.make(dir, "1.0.0"));
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    drivers.rollback("vendor");
    assertEquals(List.of("log/vendor", "log/vendor", "log/vendor"), told);
    handover =
        name -> {
          told.add(name + " " + version());
          if (version().equals("1.1.0")) {
            throw ProblemException.failed("the bridge is another's", null);
          }
        };
    told.clear();
    Path newer = GOOD.make(dir, "1.1.0");
    contains("bridge is another's", refused(Problem.FAILED, () -> drivers.upgrade(newer)));
    assertEquals("1.0.0", version());
    assertEquals(List.of("log/vendor 1.1.0", "log/vendor 1.0.0"), told);
    assertTrue(events.contains("plugin rollback log/vendor 1.0.0"), events::toString);
    handover = _ -> {};
    drivers.upgrade(newer);
    assertEquals("1.1.0", version());
  }

  @Test
  void aRestartFindsWhatServedBefore() throws Exception {
    stop();
    Path shipped = GOOD.make(dir, "1.0.0");
    Consumer<Framework> distribution =
        f -> {
          try {
            f.getBundleContext().installBundle(shipped.toUri().toString()).start();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        };
    start(distribution);
    assertEquals("1.0.0", version());
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    stop();
    start(distribution);
    assertEquals("1.1.0", version());
    assertEquals(1, list().size());
    drivers.rollback("vendor");
    assertEquals("1.0.0", version());
    stop();
    start(distribution);
    assertEquals("1.0.0", version());
    drivers.remove("vendor", false);
    stop();
    start(distribution);
    assertEquals(List.of(), list());
    drivers.install(GOOD.make(dir, "1.0.0"));
    assertEquals("1.0.0", version());
    assertTrue(Files.exists(shipped));
  }

  @Test
  void upgradesUnderLoadFailNoCall() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> load =
          threads.submit(() -> {
            int calls = 0;
            while (!stop.get()) {
              String state = registry.call(LogDriver.class, "vendor", Object::toString);
              assertEquals("open", state);
              calls++;
            }
            return calls;
          });
      try {
        for (int i = 1; i <= 10; i++) {
          drivers.upgrade(GOOD.make(dir, "1." + i + ".0"));
          assertEquals("1." + i + ".0", version());
        }
        drivers.rollback("vendor");
        assertEquals("1.9.0", version());
      } finally {
        stop.set(true);
      }
      assertTrue(load.get() > 0);
    }
  }

  @Test
  void aBadNewcomerLeavesTheOldOneServing() throws Exception {
    drivers.install(GOOD.make(dir, "1.1.0"));
    Path text = Files.writeString(dir.resolve("text.jar"), "no jar");
    contains("not a jar", refused(Problem.INVALID, () -> drivers.upgrade(text)));
    contains("no file", refused(Problem.INVALID, () -> drivers.upgrade(dir.resolve("gone"))));
    bad("lower", Problem.INVALID, GOOD, "1.0.0");
    bad("already", Problem.CONFLICT, GOOD, "1.1.0");
    bad("install the frobnicator", Problem.UNAVAILABLE, GOOD.fault("probe"), "1.2.0");
    bad("constructor failed", Problem.FAILED, GOOD.fault("make"), "1.2.0");
    bad("package org.gone is missing", Problem.INVALID, GOOD.importing("org.gone"), "1.2.0");
    bad(
        "org.jdock.spi.log of version 7.0.0 or later but before 8.0.0 is missing: what is here is"
            + " version 1.0.0",
        Problem.INVALID,
        new VendorJar(
            "vendor.log", "vendor", "", "org.jdock.spi,org.jdock.spi.log;version=\"[7,8)\""),
        "1.2.0");
    bad("no driver", Problem.INVALID, GOOD.fault("none"), "1.2.0");
    bad("use install", Problem.NOT_FOUND, GOOD.named("vendor.other"), "1.2.0");
    contains(
        "from bundle vendor.log",
        refused(
            Problem.CONFLICT, () -> drivers.install(made(GOOD.named("vendor.other"), "1.2.0"))));
    contains("use upgrade", refused(Problem.CONFLICT, () -> drivers.install(made(GOOD, "1.2.0"))));
    assertEquals("1.1.0", version());
    assertFalse(Files.exists(dir.resolve("data/drivers/vendor.log-1.2.0.jar")));
    drivers.upgrade(GOOD.make(dir, "1.2.0"));
    assertEquals("1.2.0", version());
  }

  private void bad(String words, Problem problem, VendorJar jar, String version) {
    contains(words, refused(problem, () -> drivers.upgrade(made(jar, version))));
    assertEquals("1.1.0", version());
    assertEquals(1, list().size());
  }

  @Test
  void oneThatCannotRunHereIsListedWithItsReason() throws Exception {
    drivers.install(GOOD.fault("probe").make(dir, "1.0.0"));
    DriverInfo info = drivers.info("vendor");
    assertEquals("UNAVAILABLE", info.state());
    assertEquals("frobnicator not found: install the frobnicator package", info.reason());
    assertFalse(registry.ready(LogDriver.class, "vendor"));
  }
}
