package org.jdock.driver.security.unconfined;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.jdock.spi.DriverException;
import org.jdock.spi.security.SecurityDriver;
import org.jdock.spi.security.SecuritySettings;
import org.jdock.tck.security.Requests;
import org.jdock.tck.security.SecurityDriverSuite;
import org.junit.jupiter.api.Test;

class UnconfinedSecurityTest extends SecurityDriverSuite {
  @Override
  protected SecurityDriver create() {
    return new UnconfinedSecurity();
  }

  @Test
  void takesNothingAway() throws DriverException {
    SecuritySettings settings = decide(Requests.plain());
    assertEquals(Requests.all(), Set.copyOf(settings.capabilities()));
    assertNull(settings.seccomp());
    assertEquals(List.of(), settings.maskedPaths());
  }

  @Test
  void refusesConfinementThatItDoesNotHave() throws DriverException {
    assertNull(decide(Requests.options("seccomp=unconfined", "label=disable")).seccomp());
    DriverException e =
        assertThrows(
            DriverException.class,
            () -> decide(Requests.options("seccomp={\"defaultAction\":\"SCMP_ACT_KILL\"}")));
    assertEquals(DriverException.Kind.UNSUPPORTED, e.kind());
  }
}
