package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.registry.internal.call.Limits;
import org.jdock.registry.internal.leak.LeakLimits;
import org.jdock.registry.vendor.VendorDriver;
import org.jdock.spi.log.LogDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What drivers leave behind when they have ended, and that those that leave nothing are let be. */
class LeaksTest extends FrameworkTest {
  private static final Duration SOON = Duration.ofMillis(20);

  @BeforeEach
  void lookSoon() throws Exception {
    stop();
    LeakLimits leaks = new LeakLimits(Duration.ofMillis(200), SOON, SOON, LONG);
    limits = new Limits(LONG, LONG, LONG, LONG, Duration.ZERO, 8, LONG, leaks);
    start(_ -> {});
  }

  @AfterEach
  void release() {
    System.clearProperty(VendorDriver.RELEASE);
    System.getProperties().remove(VendorDriver.KEPT);
  }

  private boolean told(String event) {
    System.gc();
    return events.contains(event);
  }

  @Test
  void aThreadThatGoesOnIsNamedUntilItEnds() throws Exception {
    drivers.install(GOOD.fault("thread").make(dir, "1.0.0"));
    assertEquals("1.0.0", version()); // its first call makes it
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    eventually(() -> told("plugin leak log/vendor 1.0.0"));
    contains("version 1.0.0 has ended but left a thread running (vendor-forever)", why());
    contains("vendor-forever", drivers.info("vendor").reason());
    assertEquals("1.1.0", version());
    System.setProperty(VendorDriver.RELEASE, "now");
    eventually(() -> !why().contains("left"));
    assertFalse(events.contains("plugin leak log/vendor 1.1.0"));
  }

  @Test
  void whatADisabledOneLeavesIsNamedUntilItIsEnabled() throws Exception {
    drivers.install(GOOD.fault("thread").make(dir, "1.0.0"));
    assertEquals("1.0.0", version());
    drivers.disable("vendor", false);
    eventually(() -> told("plugin leak log/vendor 1.0.0"));
    contains("an operator disabled it", why());
    contains("version 1.0.0 has ended but left a thread running (vendor-forever)", why());
    drivers.enable("vendor");
    assertFalse(why().contains("left"), why());
    assertEquals("1.0.0", version());
  }

  @Test
  void classesThatStayAreNamedAfterARemoval() throws Exception {
    drivers.install(GOOD.fault("classes").make(dir, "1.0.0"));
    assertEquals("1.0.0", version());
    drivers.remove("vendor", false);
    eventually(() -> told("plugin leak log/vendor 1.0.0"));
    contains("vendor is removed", why());
    contains("its classes in memory", why());
    System.getProperties().remove(VendorDriver.KEPT);
    eventually(() -> {
      System.gc();
      return refusedNow();
    });
    drivers.install(GOOD.make(dir, "1.1.0"));
    assertEquals("1.1.0", version());
  }

  private boolean refusedNow() {
    try {
      return !why().contains("is removed");
    } catch (ProblemException e) {
      return e.problem() == Problem.NOT_FOUND;
    }
  }

  private String why() {
    return drivers.why("vendor");
  }

  @Test
  void oneThatLeavesNothingIsNotNamed() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      drivers.upgrade(GOOD.make(dir, "1." + i + ".0"));
      assertEquals("1." + i + ".0", version());
      loaders.add(new WeakReference<>(loader()));
    }
    drivers.rollback("vendor");
    assertEquals("1.49.0", version());
    eventually(() -> {
      System.gc();
      return loaders.stream().filter(each -> !each.refersTo(null)).count() <= 1;
    });
    drivers.remove("vendor", false);
    eventually(() -> {
      System.gc();
      return loaders.stream().allMatch(each -> each.refersTo(null));
    });
    assertTrue(events.stream().noneMatch(each -> each.contains("leak")), events::toString);
  }

  private ClassLoader loader() {
    return registry.call(LogDriver.class, "vendor", driver -> driver.getClass().getClassLoader());
  }
}
