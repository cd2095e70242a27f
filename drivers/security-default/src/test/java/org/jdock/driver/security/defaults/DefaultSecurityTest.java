package org.jdock.driver.security.defaults;

import static org.jdock.tck.security.Requests.capabilities;
import static org.jdock.tck.security.Requests.options;
import static org.jdock.tck.security.Requests.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jdock.spi.DriverException;
import org.jdock.spi.security.SecurityDriver;
import org.jdock.spi.security.SecurityHost;
import org.jdock.spi.security.SecuritySettings;
import org.jdock.tck.security.Requests;
import org.jdock.tck.security.SecurityDriverSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultSecurityTest extends SecurityDriverSuite {
  @Override
  protected SecurityDriver create() {
    return new DefaultSecurity(false, SecurityOptions.BUILTIN);
  }

  @Test
  void fourteenCapabilitiesAndAFilter() throws DriverException {
    SecuritySettings settings = decide(plain());
    assertEquals(14, settings.capabilities().size());
    assertFalse(settings.capabilities().contains("CAP_SYS_ADMIN"));
    assertNotNull(settings.seccomp());
    assertTrue(settings.maskedPaths().contains("/proc/kcore"));
    assertTrue(settings.readonlyPaths().contains("/proc/sys"));
  }

  @Test
  void addingWinsOverDroppingTheSame() throws DriverException {
    assertTrue(
        decide(capabilities(List.of("CHOWN"), List.of("CHOWN")))
            .capabilities()
            .contains("CAP_CHOWN"));
  }

  @Test
  void whatTheDaemonLacksIsRefusedInDockersWords() {
    DriverException e =
        assertThrows(
            DriverException.class,
            () ->
                driver()
                    .decide(
                        capabilities(List.of("BPF"), List.of()),
                        Requests.host(Set.of("CAP_CHOWN"))));
    assertEquals(
        "invalid CapAdd: capability not supported by your kernel or not available in the current"
            + " environment: \"CAP_BPF\"",
        e.getMessage());
  }

  @Test
  void filtersAreRemembered() throws DriverException {
    assertSame(decide(plain()).seccomp(), decide(plain()).seccomp());
  }

  @Test
  void noFilterWhenUnconfinedOrPrivileged() throws DriverException {
    assertNull(decide(options("seccomp=unconfined")).seccomp());
    assertNull(decide(options("seccomp:unconfined")).seccomp());
    assertNull(decide(Requests.privileged()).seccomp());
    assertEquals(decide(plain()).seccomp(), decide(options("seccomp=builtin")).seccomp());
  }

  @Test
  void aKernelWithoutSeccompHasNoFilterButRefusesOnesOwn() throws DriverException {
    var host = new SecurityHost("amd64", "6.1", Requests.all(), false, false, false);
    assertNull(driver().decide(plain(), host).seccomp());
    DriverException e =
        assertThrows(
            DriverException.class,
            () -> driver().decide(options("seccomp={\"defaultAction\":\"SCMP_ACT_ALLOW\"}"), host));
    assertEquals(DriverException.Kind.UNSUPPORTED, e.kind());
  }

  @Test
  void malformedOptions() {
    for (String wrong : List.of("foo", "seccomp={", "seccomp=[]", "seccomp={\"syscalls\":3}")) {
      DriverException e = assertThrows(DriverException.class, () -> decide(options(wrong)), wrong);
      assertEquals(DriverException.Kind.INVALID, e.kind(), wrong);
    }
    assertEquals(
        "invalid --security-opt 1: \"foo\"",
        assertThrows(DriverException.class, () -> decide(options("foo"))).getMessage());
  }

  @Test
  void labelsAreIgnoredAndAppArmorNeedsAHostThatHasIt() throws DriverException {
    SecuritySettings settings = decide(options("label=type:x", "disable", "apparmor=mine"));
    assertNull(settings.seLinuxLabel());
    assertNull(settings.appArmorProfile());
    var host = new SecurityHost("amd64", "6.1", Requests.all(), true, true, false);
    assertEquals("mine", driver().decide(options("apparmor=mine"), host).appArmorProfile());
    assertEquals("unconfined", driver().decide(Requests.privileged(), host).appArmorProfile());
  }

  @Test
  void configurationHoldsUnlessAsked(@TempDir Path temp) throws Exception {
    Path profile = temp.resolve("own.json");
    Files.writeString(profile, "{\"defaultAction\":\"SCMP_ACT_LOG\"}");
    SecurityDriver configured = new DefaultSecurity(true, profile.toString());
    assertTrue(configured.probe().ready());
    SecuritySettings settings = configured.decide(plain(), Requests.HOST);
    assertTrue(settings.noNewPrivileges());
    assertEquals("{\"defaultAction\":\"SCMP_ACT_LOG\",\"syscalls\":[]}", settings.seccomp());
    assertFalse(
        configured.decide(options("no-new-privileges=false"), Requests.HOST).noNewPrivileges());
    Files.delete(profile);
    assertFalse(configured.probe().ready());
  }
}
