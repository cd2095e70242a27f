package org.jdock.tck.security;

import static org.jdock.tck.security.Requests.HOST;
import static org.jdock.tck.security.Requests.capabilities;
import static org.jdock.tck.security.Requests.options;
import static org.jdock.tck.security.Requests.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdock.spi.DriverException;
import org.jdock.spi.Probe;
import org.jdock.spi.security.SecurityDriver;
import org.jdock.spi.security.SecurityRequest;
import org.jdock.spi.security.SecuritySettings;
import org.jdock.tck.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A security profile's module extends this in its own tests and says how to make one. */
public abstract class SecurityDriverSuite {
  private static final List<SecurityRequest> VARIED =
      List.of(
          plain(),
          Requests.privileged(),
          capabilities(List.of("SYS_ADMIN"), List.of("chown")),
          capabilities(List.of("ALL"), List.of("MKNOD")),
          capabilities(List.of("NET_ADMIN"), List.of("ALL")),
          options("no-new-privileges"));

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @SuppressWarnings("NullAway.Init") // set by open()
  private SecurityDriver driver;

  /** For extensions. */
  protected SecurityDriverSuite() {}

  /** A new instance with its default configuration, not yet open. */
  protected abstract SecurityDriver create();

  @BeforeEach
  final void open() throws DriverException {
    driver = create();
    driver.open(TestContext.under(directory));
  }

  @AfterEach
  final void close() {
    driver.close();
  }

  /** The open driver. */
  protected final SecurityDriver driver() {
    return driver;
  }

  /** What the driver decides on the usual host. */
  protected final SecuritySettings decide(SecurityRequest request) throws DriverException {
    return driver.decide(request, HOST);
  }

  @Test
  final void probeIsReadyOrSaysWhyNot() {
    Probe probe = create().probe();
    assertTrue(probe.ready() || !probe.reason().isEmpty());
  }

  @Test
  final void anotherInstanceDecidesTheSame() throws DriverException {
    List<SecuritySettings> before = new ArrayList<>();
    for (SecurityRequest request : VARIED) {
      before.add(decide(request));
    }
    driver.close();
    open();
    for (int i = 0; i < VARIED.size(); i++) {
      assertEquals(before.get(i), decide(VARIED.get(i)));
      assertEquals(before.get(i), decide(VARIED.get(i)));
    }
  }

  @Test
  final void threadsDoNotDisturbEachOther() throws Exception {
    List<SecuritySettings> alone = new ArrayList<>();
    for (SecurityRequest request : VARIED) {
      alone.add(decide(request));
    }
    try (var pool = Executors.newFixedThreadPool(8)) {
      List<Future<SecuritySettings>> together = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        SecurityRequest request = VARIED.get(i % VARIED.size());
        together.add(pool.submit(() -> decide(request)));
      }
      for (int i = 0; i < together.size(); i++) {
        assertEquals(alone.get(i % VARIED.size()), together.get(i).get());
      }
    }
  }

  @Test
  final void nothingIsGrantedThatTheDaemonLacks() throws DriverException {
    Set<String> few = Set.of("CAP_CHOWN", "CAP_KILL", "CAP_SYS_PTRACE");
    for (SecurityRequest request :
        List.of(plain(), Requests.privileged(), capabilities(List.of("ALL"), List.of()))) {
      Set<String> granted = driver.decide(request, Requests.host(few)).capabilities();
      assertTrue(few.containsAll(granted), granted::toString);
    }
  }

  @Test
  final void addedIsThereHoweverItIsWritten() throws DriverException {
    for (String name : List.of("SYS_PTRACE", "sys_ptrace", "CAP_SYS_PTRACE", "cap_sys_ptrace")) {
      assertTrue(
          decide(capabilities(List.of(name), List.of())).capabilities().contains("CAP_SYS_PTRACE"));
    }
  }

  @Test
  final void droppedIsGone() throws DriverException {
    assertFalse(
        decide(capabilities(List.of(), List.of("Kill"))).capabilities().contains("CAP_KILL"));
    Set<String> rest = decide(capabilities(List.of("ALL"), List.of("KILL"))).capabilities();
    assertFalse(rest.contains("CAP_KILL"));
    assertEquals(HOST.capabilities().size() - 1, rest.size());
  }

  @Test
  final void ofAllDroppedOnlyTheAddedAreLeft() throws DriverException {
    assertEquals(Set.of(), decide(capabilities(List.of(), List.of("all"))).capabilities());
    assertEquals(
        Set.of("CAP_NET_ADMIN"),
        decide(capabilities(List.of("NET_ADMIN"), List.of("ALL"))).capabilities());
  }

  @Test
  final void privilegedHasAllOfTheHost() throws DriverException {
    SecuritySettings settings = decide(Requests.privileged());
    assertEquals(HOST.capabilities(), Set.copyOf(settings.capabilities()));
    assertTrue(settings.allDevices() && settings.writableSystem());
    assertEquals(List.of(), settings.maskedPaths());
    assertEquals(List.of(), settings.readonlyPaths());
  }

  @Test
  final void unprivilegedHasNotTheHostsDevices() throws DriverException {
    assertFalse(decide(plain()).allDevices());
    assertFalse(decide(plain()).writableSystem());
  }

  @Test
  final void givenPathsReplaceTheProfilesOwn() throws DriverException {
    SecuritySettings given =
        decide(
            new SecurityRequest(
                false, List.of(), List.of(), List.of(), List.of("/a"), List.of("/b")));
    assertEquals(List.of("/a"), given.maskedPaths());
    assertEquals(List.of("/b"), given.readonlyPaths());
    SecuritySettings none =
        decide(new SecurityRequest(false, List.of(), List.of(), List.of(), List.of(), List.of()));
    assertEquals(List.of(), none.maskedPaths());
    assertEquals(List.of(), none.readonlyPaths());
  }

  @Test
  final void noNewPrivilegesInEachSpelling() throws DriverException {
    for (String on :
        List.of("no-new-privileges", "no-new-privileges:true", "no-new-privileges=true")) {
      assertTrue(decide(options(on)).noNewPrivileges(), on);
    }
    assertFalse(decide(options("no-new-privileges=false")).noNewPrivileges());
    assertFalse(decide(plain()).noNewPrivileges());
  }

  @Test
  final void unknownCapabilityIsRefusedByName() {
    refused(
        capabilities(List.of("FOO"), List.of()), "invalid CapAdd: unknown capability: \"CAP_FOO\"");
    refused(
        capabilities(List.of(), List.of("cap_foo")),
        "invalid CapDrop: unknown capability: \"CAP_FOO\"");
  }

  @Test
  final void unknownOptionIsRefusedByName() {
    refused(options("nonsense=1"), "invalid --security-opt 2: \"nonsense=1\"");
    refused(options("no-new-privileges=perhaps"), "invalid --security-opt 2:");
  }

  @Test
  final void restrictingOneselfChangesNothing() throws DriverException {
    for (SecurityRequest request : VARIED) {
      assertEquals(decide(request), decide(request).restrict(decide(request)));
    }
  }

  private void refused(SecurityRequest request, String message) {
    DriverException e = assertThrows(DriverException.class, () -> decide(request));
    assertEquals(DriverException.Kind.INVALID, e.kind());
    String said = String.valueOf(e.getMessage());
    assertTrue(said.startsWith(message), said);
  }
}
