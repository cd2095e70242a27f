package org.jdock.image.internal.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.image.RegistryAuth;
import org.jdock.itest.images.TestImages;
import org.jdock.itest.images.registry.Format;
import org.jdock.itest.images.registry.LocalRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as artefacts, against a real registry. */
class ArtifactTest {
  private static final String TYPE = "application/vnd.jdock.test.v1+jar";
  private static final RegistryAuth ACCOUNT =
      new RegistryAuth(LocalRegistry.ACCOUNT.user(), LocalRegistry.ACCOUNT.password(), null, null);

  @TempDir Path root;
  private Engine engine;
  private ArtifactService artifacts;
  private Path file;
  private Path target;

  @BeforeEach
  void prepare() throws Exception {
    engine = new Engine(root);
    artifacts = new ArtifactService(engine);
    byte[] content = new byte[300_000];
    new java.util.Random(1).nextBytes(content);
    file = Files.write(root.resolve("driver.jar"), content);
    target = root.resolve("pulled.jar");
  }

  @AfterEach
  void end() {
    engine.close();
  }

  private String push(String name, RegistryAuth auth) {
    return artifacts.push(file, name, TYPE, Map.of("org.x", "1"), auth, engine::progress);
  }

  private ProblemException refused(Problem problem, String name, String type) {
    var e =
        assertThrows(
            ProblemException.class,
            () -> artifacts.pull(name, type, RegistryAuth.NONE, target, engine::progress));
    assertEquals(problem, e.problem(), e.getMessage());
    assertTrue(Files.notExists(target));
    try (var left = Files.list(root)) {
      assertEquals(List.of(), left.filter(p -> p.toString().endsWith(".part")).toList());
    } catch (java.io.IOException io) {
      throw new AssertionError(io);
    }
    return e;
  }

  @Test
  void whatIsPushedIsPulledByTagAndDigest() throws Exception {
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT)) {
      String name = registry.authority() + "/vendor/driver";
      String digest = push(name + ":1.0", RegistryAuth.NONE);
      assertEquals(digest, push(name + ":1.0", RegistryAuth.NONE));
      for (String reference : List.of(name + ":1.0", name + "@" + digest)) {
        assertEquals(
            digest, artifacts.pull(reference, TYPE, RegistryAuth.NONE, target, engine::progress));
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
        Files.delete(target);
      }
      assertTrue(engine.lines.contains("1.0: Downloading"), engine.lines::toString);
      var manifest =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(registry.uri() + "/v2/vendor/driver/manifests/1.0"))
                      .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      assertTrue(manifest.contains("\"artifactType\":\"" + TYPE + "\""), manifest);
      assertTrue(manifest.contains("application/vnd.oci.empty.v1+json"), manifest);
      assertTrue(manifest.contains("\"org.x\":\"1\""), manifest);
      refused(Problem.NOT_FOUND, name + ":2.0", TYPE);
      assertTrue(
          refused(Problem.INVALID, name + ":1.0", "application/x")
              .getMessage()
              .endsWith(
                  ":1.0 is an artefact of type " + TYPE + ", no artefact of type application/x"));
    }
  }

  @Test
  void anImageIsNoArtefact() throws Exception {
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT)) {
      for (String image : List.of("hello-world:latest", "hello-world:multi")) {
        registry.pusher("image", "v1", null).push(TestImages.shared().image(image), Format.OCI);
        String text =
            refused(Problem.INVALID, registry.authority() + "/image:v1", TYPE).getMessage();
        assertTrue(text.contains("image"), text);
      }
    }
  }

  @Test
  void anAccountIsNeededWhereTheRegistryWantsOne() throws Exception {
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT.withAccount())) {
      String name = registry.authority() + "/vendor/driver:1.0";
      var nobody = assertThrows(ProblemException.class, () -> push(name, RegistryAuth.NONE));
      assertEquals(Problem.UNAUTHORIZED, nobody.problem());
      push(name, ACCOUNT);
      refused(Problem.UNAUTHORIZED, name, TYPE);
      artifacts.pull(name, TYPE, ACCOUNT, target, engine::progress);
      assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
    }
  }

  @Test
  void otherBytesThanPromisedAreRefused() throws Exception {
    Path storage = Files.createDirectory(root.resolve("registry"));
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT.withStorage(storage))) {
      String name = registry.authority() + "/vendor/driver:1.0";
      push(name, RegistryAuth.NONE);
      try (var files = Files.walk(storage)) {
        Path biggest =
            files
                .filter(f -> f.endsWith("data"))
                .max(Comparator.comparingLong(f -> f.toFile().length()))
                .orElseThrow();
        byte[] content = Files.readAllBytes(biggest);
        content[1000] ^= 1;
        Files.write(biggest, content);
      }
      String text = refused(Problem.FAILED, name, TYPE).getMessage();
      assertTrue(text.contains("content verification failed"), text);
    }
  }
}
