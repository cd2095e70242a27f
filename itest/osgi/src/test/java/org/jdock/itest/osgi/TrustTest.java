package org.jdock.itest.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.Drivers;
import org.jdock.api.trust.DriverTrust;
import org.jdock.api.trust.TrustPolicies;
import org.jdock.api.trust.TrustPolicy;
import org.jdock.itest.osgi.exam.FreshFramework;
import org.jdock.itest.osgi.exam.PaxExam;
import org.jdock.itest.osgi.exam.Roots;
import org.jdock.spi.log.LogDriver;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Under {@code require}, code that nobody vouches for does not get into the distribution. */
@ExtendWith(PaxExam.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class TrustTest {
  private static final String DRIVER = "log/json-file";

  /** Offers what the launcher does; the first that any test here needs. */
  private static Drivers drivers() {
    Host.offerSettings();
    Host.policies(new TrustPolicies(TrustPolicy.REQUIRE, TrustPolicy.REQUIRE));
    return Host.service(Drivers.class);
  }

  private static String version() {
    var serves = drivers().info(DRIVER);
    assertEquals("ACTIVE", serves.state(), serves.reason());
    return serves.version();
  }

  private static String refused(Runnable change) {
    var e = assertThrows(ProblemException.class, change::run);
    assertEquals(Problem.FORBIDDEN, e.problem(), e.getMessage());
    return e.getMessage();
  }

  /** The shipped driver as one more, under a name of its own. */
  private static Path another() throws Exception {
    return DriverJars.with(
        Map.of("Bundle-SymbolicName", "org.vendor.log", "Bundle-Version", "1.0.0"));
  }

  @Test
  @Order(1)
  public void unsignedIsRefusedAtInstallAndUpgradeAndTheOldOneServesOn() throws Exception {
    var shipped = version();
    var newer = DriverJars.version("0.4.0");
    var said = refused(() -> drivers().upgrade(newer));
    assertTrue(said.contains("it is not signed"), said);
    var other = another();
    refused(() -> drivers().install(other));
    assertEquals(shipped, version());
    assertEquals(
        List.of("json-file", "none"),
        List.copyOf(Host.service(DriverRegistry.class).names(LogDriver.class)));
    assertEquals(false, Files.exists(Roots.top().resolve("data/drivers")), "nothing is left");
  }

  @Test
  @Order(2)
  public void signedByATrustedSignerPasses() throws Exception {
    Host.service(DriverTrust.class).add(Signers.make("vendor"));
    drivers().upgrade(Signers.sign(DriverJars.version("0.4.0"), "vendor"));
    assertEquals("0.4.0", version());
    assertEquals("log/json-file 0.4.0 is active", drivers().why(DRIVER));
  }

  @Test
  @Order(3)
  public void aBundleInstalledAroundTheRegistryDoesNotResolve() throws Exception {
    var before = drivers().list();
    var around = Host.context().installBundle(another().toUri().toString());
    try {
      assertThrows(BundleException.class, around::start);
      assertEquals(Bundle.INSTALLED, around.getState());
      assertEquals(before, drivers().list());
      var why = drivers().why("org.vendor.log");
      assertTrue(why.contains("untrusted") && why.contains("it is not signed"), why);
    } finally {
      around.uninstall();
    }
  }

  @Test
  @Order(4)
  @FreshFramework
  public void anotherStartChecksAgain() throws Exception {
    assertEquals("0.4.0", version());
    var removal = Host.service(DriverTrust.class).remove("vendor");
    assertEquals(List.of(DRIVER), removal.untrusted());
    assertEquals("0.4.0", version(), "until the next start");
  }

  @Test
  @Order(5)
  @FreshFramework
  public void andWhatIsNotTrustedAnyMoreLeavesTheShippedOneServing() throws Exception {
    assertEquals(DriverJars.header("Bundle-Version"), version());
    var why = drivers().why(DRIVER);
    assertTrue(why.contains("0.4.0 is untrusted") && why.contains("CN=vendor"), why);
    var bundles = Host.context().getBundles();
    assertEquals(
        1,
        Arrays.stream(bundles)
            .filter(each -> String.valueOf(each.getSymbolicName()).contains("log.jsonfile"))
            .count());
  }
}
