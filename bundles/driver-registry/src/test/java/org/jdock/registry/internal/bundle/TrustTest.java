package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jdock.api.Problem;
import org.jdock.api.trust.TrustPolicies;
import org.jdock.api.trust.TrustPolicy;
import org.jdock.api.trust.Verdict;
import org.jdock.registry.internal.TrustComponent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;

/** Which bundles resolve, under which policy, and what is said of the others. */
class TrustTest extends FrameworkTest {
  private static final TrustPolicies REQUIRE =
      new TrustPolicies(TrustPolicy.REQUIRE, TrustPolicy.REQUIRE);
  private static final String CLASS = "org/jdock/registry/vendor/VendorDriver.class";

  @TempDir static Path keyFiles;
  private static Keys keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = new Keys(keyFiles);
    keys.signer("vendor");
    keys.signer("stranger");
    keys.signer("past", "-startdate", "-10d", "-validity", "5");
    keys.signer("authority", "-ext", "bc:c");
    keys.signer("employee", "-signer", "authority", "-ext", "eku=codeSigning");
    keys.signer("server", "-signer", "authority", "-ext", "eku=serverAuth");
    keys.signer("leaver", "-signer", "authority", "-startdate", "-10d", "-validity", "5");
  }

  private TrustComponent trust() {
    return new TrustComponent(registry);
  }

  private static Path certificate(String name) {
    return keys.certificate(name);
  }

  private Path signed(String version, String by) throws Exception {
    return keys.sign(GOOD.make(dir, version), by);
  }

  /** Writes into a jar as the Java archive tools would not: without a look at its signature. */
  private static Path with(Path jar, String entry, String text) throws IOException {
    try (var inside = FileSystems.newFileSystem(jar)) {
      Path file = inside.getPath(entry);
      if (text.isEmpty()) {
        Files.delete(file);
      } else {
        Files.writeString(file, text);
      }
    }
    return jar;
  }

  private String refused(Path jar) {
    String said = refused(Problem.FORBIDDEN, () -> drivers.upgrade(jar));
    contains(jar.toString(), said);
    contains("driver-trust-local is require", said);
    assertEquals("1.0.0", version());
    try (var left = Files.list(dir.resolve("data/drivers"))) {
      assertEquals(
          List.of("state.json", "trust", "vendor.log-1.0.0.jar"),
          left.map(p -> p.getFileName().toString()).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertEquals(
        1, List.of(framework.getBundleContext().getBundles()).stream().filter(this::ours).count());
    return said;
  }

  private boolean ours(Bundle bundle) {
    return "vendor.log".equals(bundle.getSymbolicName());
  }

  @Test
  void requireRefusesEachWithItsOwnReasonAndTheOldOneServesOn() throws Exception {
    policies = REQUIRE;
    trust().add(certificate("vendor"));
    trust().add(certificate("authority"));
    drivers.install(signed("1.0.0", "vendor"));
    assertEquals("1.0.0", version());
    contains("certificate of CN=past expired on ", refused(signed("1.1.0", "past")));
    Files.copy(certificate("past"), dir.resolve("data/drivers/trust/past.pem"));

    contains("it is not signed", refused(GOOD.make(dir, "1.1.0")));
    String stranger = refused(signed("1.1.0", "stranger"));
    contains("signed by CN=stranger (SHA-256 ", stranger);
    contains("jdock driver trust add CERT", stranger);
    contains("certificate of CN=past expired on ", refused(signed("1.1.0", "past")));
    contains("certificate of CN=leaver expired on ", refused(signed("1.1.0", "leaver")));
    contains("not meant for signing code", refused(signed("1.1.0", "server")));
    contains("digest error for " + CLASS, refused(with(signed("1.1.0", "vendor"), CLASS, "evil")));
    contains(
        "Evil.class is not covered", refused(with(signed("1.1.0", "vendor"), "Evil.class", "x")));
    contains(
        CLASS + " was signed and is missing", refused(with(signed("1.1.0", "vendor"), CLASS, "")));
    contains(
        "its signature is incomplete",
        refused(with(signed("1.1.0", "vendor"), "META-INF/VENDOR.EC", "")));

    drivers.upgrade(signed("1.1.0", "employee"));
    assertEquals("1.1.0", version());
    drivers.upgrade(signed("1.2.0", "vendor"));
    assertEquals("1.2.0", version());
    contains("is active", drivers.why("vendor"));
  }

  @Test
  void warnLetsItPassAndTells() throws Exception {
    policies = TrustPolicies.DEFAULT;
    drivers.install(GOOD.make(dir, "1.0.0"));
    assertEquals("1.0.0", version());
    contains("is active, though untrusted: it is not signed", drivers.why("vendor"));
    contains("it is not signed", trust().doubts("log/vendor"));
    Path newer = GOOD.make(dir, "1.1.0");
    contains(
        "driver-trust-network is require",
        refused(Problem.FORBIDDEN, () -> drivers.changes().upgrade(newer, Origin.NETWORK)));
    policies = new TrustPolicies(TrustPolicy.REQUIRE, TrustPolicy.OFF);
    drivers.changes().upgrade(newer, Origin.NETWORK);
    assertEquals("log/vendor 1.1.0 is active", drivers.why("vendor"));
    assertEquals("", trust().doubts("log/vendor"));
  }

  @Test
  void certificatesComeAndGo() throws Exception {
    policies = REQUIRE;
    var added = trust().add(certificate("vendor"));
    assertEquals("vendor", added.name());
    assertEquals("CN=vendor", added.subject());
    contains("already, as vendor", refused(Problem.CONFLICT, () -> add("vendor")));
    contains("expired on", refused(Problem.INVALID, () -> add("past")));
    Path text = Files.writeString(dir.resolve("text.pem"), "no certificate");
    contains("not a certificate", refused(Problem.INVALID, () -> trust().add(text)));
    Path other = Files.createDirectory(dir.resolve("other")).resolve("vendor.pem");
    Files.copy(certificate("stranger"), other);
    contains("another certificate", refused(Problem.CONFLICT, () -> trust().add(other)));
    Files.copy(text, dir.resolve("data/drivers/trust/alien.pem"));
    assertEquals(List.of(added), trust().list());

    Path jar = signed("1.0.0", "vendor");
    drivers.install(jar);
    assertEquals(Verdict.TRUSTED, trust().examine(jar).verdict());
    assertEquals(added.fingerprint(), trust().examine(jar).fingerprint());
    var gone = trust().remove(added.fingerprint().replace(":", "").toLowerCase(Locale.ROOT));
    assertEquals(List.of("log/vendor"), gone.untrusted());
    assertEquals("1.0.0", version());
    assertEquals(Verdict.UNKNOWN_SIGNER, trust().examine(jar).verdict());
    refused(Problem.NOT_FOUND, () -> trust().remove("vendor"));
    stop();
    start();
    contains("signed by CN=vendor", drivers.why("vendor"));
    trust().add(certificate("vendor"));
    drivers.install(jar);
    assertEquals("1.0.0", version());
  }

  private void add(String name) {
    trust().add(certificate(name));
  }

  @Test
  void oneThatWasTamperedWithInTheStoreIsNotStarted() throws Exception {
    policies = REQUIRE;
    trust().add(certificate("vendor"));
    Path shipped = GOOD.make(dir, "1.0.0");
    stop();
    start(f -> {
      try {
        f.getBundleContext().installBundle(shipped.toUri().toString()).start();
      } catch (BundleException e) {
        throw new AssertionError(e);
      }
    });
    drivers.upgrade(signed("1.1.0", "vendor"));
    stop();
    with(dir.resolve("data/drivers/vendor.log-1.1.0.jar"), CLASS, "evil");
    start();
    assertEquals("DISABLED", drivers.info("log/vendor").state());
    assertEquals("1.1.0", list().getFirst().version());
    contains("untrusted", drivers.why("vendor"));
    contains("it was changed after it was signed", drivers.why("vendor"));
    drivers.install(signed("1.1.0", "vendor"));
    assertEquals("1.1.0", version());
    assertEquals("log/vendor 1.1.0 is active", drivers.why("vendor"));
    assertEquals(1, list().size());
  }

  @Test
  void noWayAroundTheRegistryLeadsIn() throws Exception {
    policies = new TrustPolicies(TrustPolicy.REQUIRE, TrustPolicy.REQUIRE);
    trust().add(certificate("vendor"));
    var context = framework.getBundleContext();
    Path unsigned = GOOD.make(dir, "1.0.0");
    Path good = signed("1.0.0", "vendor");
    var raw = context.installBundle(unsigned.toUri().toString());
    assertThrows(BundleException.class, raw::start);
    assertEquals(Bundle.INSTALLED, raw.getState());
    contains("it is not signed", drivers.why("vendor.log"));
    raw.uninstall();

    // A location of one's choice, with other bytes behind it.
    try (var in = Files.newInputStream(unsigned)) {
      var feigned = context.installBundle(good.toUri().toString(), in);
      assertThrows(BundleException.class, feigned::start);
      feigned.uninstall();
    }
    // Read where it lies, it could be another by then.
    var referred = context.installBundle("reference:" + good.toUri());
    assertThrows(BundleException.class, referred::start);
    referred.uninstall();

    var passes = context.installBundle(good.toUri().toString());
    passes.start();
    assertEquals(Bundle.ACTIVE, passes.getState());
    passes.stop();
    try (var in = Files.newInputStream(unsigned)) {
      passes.update(in);
    }
    framework.adapt(FrameworkWiring.class).refreshBundles(List.of(passes));
    eventually(() -> passes.getState() == Bundle.INSTALLED);
    assertThrows(BundleException.class, passes::start);
  }

  @Test
  void noFragmentAndNoExtensionOfTheFrameworkGetsIn() throws Exception {
    policies = REQUIRE;
    trust().add(keys.certificate("vendor"));
    var context = framework.getBundleContext();
    var host = context.installBundle(signed("1.0.0", "vendor").toUri().toString());
    var fragment = context.installBundle(fragment("vendor.log").toUri().toString());
    host.start();
    assertEquals(Bundle.ACTIVE, host.getState());
    assertEquals(Bundle.INSTALLED, fragment.getState());
    Path extension = fragment("system.bundle;extension:=framework");
    assertThrows(Exception.class, () -> context.installBundle(extension.toUri().toString()));
  }

  /** An unsigned fragment of that host. */
  private Path fragment(String host) throws IOException {
    var manifest = new Manifest();
    var main = manifest.getMainAttributes();
    main.putValue("Manifest-Version", "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "stranger.part");
    main.putValue("Bundle-Version", host.contains(";") ? "2" : "1");
    main.putValue("Fragment-Host", host);
    main.putValue("Export-Package", "org.stranger");
    main.putValue("ExtensionBundle-Activator", "org.stranger.Evil");
    Path jar = Files.createTempFile(dir, "fragment", ".jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  @Test
  void whatCameWithItIsTrustedWhereverItIs() throws Exception {
    policies = REQUIRE;
    Path shipped = Files.createDirectories(dir.resolve("shipped")).resolve("vendor.jar");
    Path jar = GOOD.make(dir, "1.0.0");
    Files.copy(jar, shipped, StandardCopyOption.REPLACE_EXISTING);
    assertTrue(trust().examine(jar).trusted());
    drivers.install(jar);
    assertEquals("1.0.0", version());
    assertFalse(trust().examine(GOOD.make(dir, "1.1.0")).trusted());
  }
}
