package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdock.api.Problem;
import org.jdock.api.image.Artifacts;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jdock.api.trust.TrustPolicies;
import org.jdock.api.trust.TrustPolicy;
import org.jdock.registry.internal.source.SourcesComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bundles that come from somewhere else. */
class FetchedDriversTest extends FrameworkTest {
  private Path served;

  @BeforeEach
  void connect() {
    drivers.from(new SourcesComponent(settings(), new OneArtifact()));
  }

  /** A registry that has the same for every name. */
  private final class OneArtifact implements Artifacts {
    @Override
    public String pull(
        String reference, String type, RegistryAuth auth, Path target, Progress.Sink progress) {
      try {
        Files.write(target, Files.readAllBytes(served));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return "sha256:0";
    }

    @Override
    public String push(
        Path file,
        String reference,
        String type,
        Map<String, String> annotations,
        RegistryAuth auth,
        Progress.Sink progress) {
      throw new AssertionError();
    }
  }

  private void upgrade(String name, String source) {
    drivers.upgrade(name, source, RegistryAuth.NONE, _ -> {});
  }

  private List<String> kept() throws IOException {
    try (var files = Files.list(dir.resolve("data/drivers"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar") || name.endsWith(".tmp"))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatIsRefusedSpeaksOfItsSourceAndLeavesNothing() throws Exception {
    drivers.install(GOOD.make(dir, "1.0.0").toString(), RegistryAuth.NONE, _ -> {});
    assertEquals("1.0.0", version());
    served = Files.writeString(dir.resolve("text"), "no jar");
    String text = refused(Problem.INVALID, () -> upgrade(null, "oci:r.example/x:1"));
    assertEquals(
        "oci:r.example/x:1 is not a jar: zip END header not found; copy or download it anew", text);
    served = GOOD.named("vendor.other").make(dir, "1.1.0");
    assertEquals(
        "oci:r.example/x:1 is no version of log/vendor: its bundle is vendor.other, not vendor.log",
        refused(Problem.INVALID, () -> upgrade("vendor", "oci:r.example/x:1")));
    refused(Problem.NOT_FOUND, () -> upgrade("nobody", "oci:r.example/x:1"));
    assertEquals("1.0.0", version());
    assertEquals(List.of("vendor.log-1.0.0.jar"), kept());
  }

  @Test
  void theNetworksPolicyHoldsForWhatIsFetched() throws Exception {
    policies = new TrustPolicies(TrustPolicy.OFF, TrustPolicy.REQUIRE);
    drivers.install(GOOD.make(dir, "1.0.0"));
    served = GOOD.make(dir, "1.1.0");
    refused(Problem.FORBIDDEN, () -> upgrade("log/vendor", "oci:r.example/x:1"));
    assertEquals("1.0.0", version());
    drivers.upgrade(served);
    assertEquals("1.1.0", version());
  }
}
