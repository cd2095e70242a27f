package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jdock.api.Problem;
import org.jdock.api.driver.DriverInfo;
import org.jdock.spi.log.LogDriver;
import org.junit.jupiter.api.Test;

/** What an operator disabled stays so until it is enabled, whatever version of it is there. */
class DisabledDriversTest extends FrameworkTest {
  @Test
  void oneThatIsDisabledTakesNoCallsUntilItIsEnabled() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    users.add("web");
    contains("web", refused(Problem.CONFLICT, () -> drivers.disable("vendor", false)));
    assertEquals("DISABLED", drivers.disable("vendor", true).state());
    contains("enable it first", refused(Problem.UNAVAILABLE, this::called));
    refused(Problem.CONFLICT, () -> drivers.disable("vendor", true));
    stop();
    start(_ -> {});
    assertEquals("DISABLED", drivers.info("vendor").state());
    contains("disabled", drivers.why("vendor"));
    assertEquals("ACTIVE", drivers.enable("vendor").state());
    refused(Problem.CONFLICT, () -> drivers.enable("vendor"));
    assertEquals("1.0.0", version());
    contains("is active", drivers.why("vendor"));
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    assertEquals("1.1.0", version());
  }

  @Test
  void oneThatIsDisabledIsReplacedAndStaysSo() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0"));
    drivers.disable("vendor", false);
    events.clear();
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    disabledAt("1.1.0");
    drivers.rollback("vendor");
    disabledAt("1.0.0");
    contains(
        "can't run on this host",
        refused(Problem.UNAVAILABLE, () -> drivers.upgrade(made(GOOD.fault("probe"), "1.2.0"))));
    disabledAt("1.0.0");
    assertTrue(events.stream().noneMatch(e -> e.contains(" active ")), events::toString);
    drivers.upgrade(GOOD.make(dir, "1.1.0"));
    stop();
    start(_ -> {});
    disabledAt("1.1.0");
    drivers.enable("vendor");
    assertEquals("1.1.0", version());

    drivers.disable("vendor", false);
    drivers.remove("vendor", false);
    drivers.install(GOOD.make(dir, "1.0.0"));
    assertEquals("1.0.0", version());
  }

  private void disabledAt(String version) {
    assertEquals(List.of(version), versions().stream().map(DriverInfo::version).toList());
    assertEquals("DISABLED", drivers.info("vendor").state());
    contains("enable it first", refused(Problem.UNAVAILABLE, this::called));
  }

  private void called() {
    registry.call(LogDriver.class, "vendor", Object::toString);
  }
}
