package org.jdock.image.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.image.RegistryAuth;
import org.jdock.itest.images.TestImages;
import org.jdock.itest.images.registry.Format;
import org.jdock.itest.images.registry.LocalRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullTest {
  @TempDir Path root;

  private static String push(LocalRegistry registry, String image, String to, Format format)
      throws Exception {
    var credentials = LocalRegistry.ACCOUNT; // ignored by those that ask for none
    return registry.pusher(to, "v1", credentials).push(TestImages.shared().image(image), format);
  }

  private static void pull(Engine engine, String name) {
    engine.images.pull(name, null, null, RegistryAuth.NONE, engine::progress);
  }

  @ParameterizedTest
  @CsvSource({
    "busybox:latest,OCI",
    "busybox:latest,DOCKER",
    "busybox:zstd,OCI",
    "hello-world:multi,OCI",
    "hello-world:multi,DOCKER",
    "nginx:latest,OCI"
  })
  void pullsEveryKindOfImage(String image, Format format) throws Exception {
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT);
        var engine = new Engine(root)) {
      String digest = push(registry, image, "some/where", format);
      String name = registry.authority() + "/some/where:v1";
      pull(engine, name);
      assertEquals("v1: Pulling from some/where", engine.lines.getFirst());
      assertTrue(engine.lines.contains("Digest: " + digest), engine.lines::toString);
      assertEquals("Status: Downloaded newer image for " + name, engine.lines.getLast());
      for (String word :
          List.of("Pulling fs layer", "Verifying Checksum", "Download complete", "Pull complete")) {
        assertTrue(engine.lines.stream().anyMatch(l -> l.endsWith(": " + word)), word);
      }
      var details = engine.images.inspect(name);
      assertEquals(List.of(registry.authority() + "/some/where@" + digest), details.repoDigests());
      engine.lines.clear();
      pull(engine, name);
      assertEquals("Status: Image is up to date for " + name, engine.lines.getLast());
      assertEquals(details.id(), engine.images.inspect(details.repoDigests().getFirst()).id());
      engine.roots.create("vfs", "k", details.id());
      assertTrue(engine.roots.details("vfs", "k").containsKey("Dir"));
    }
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT);
        var engine = new Engine(root)) {
      push(registry, "busybox:latest", "some/where", Format.OCI);
      String name = registry.authority() + "/some/where:nosuch";
      var e = assertThrows(ProblemException.class, () -> pull(engine, name));
      assertEquals(Problem.NOT_FOUND, e.problem());
      assertEquals(List.of(), engine.lines, "a status is still possible");
      assertEquals(
          "manifest for " + name + " not found: manifest unknown: manifest unknown",
          e.getMessage());
    }
  }

  @Test
  void aRegistryThatIsDownIsNamed() throws Exception {
    String authority;
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT)) {
      authority = registry.authority();
    }
    try (var engine = new Engine(root)) {
      var e = assertThrows(ProblemException.class, () -> pull(engine, authority + "/a"));
      assertEquals(Problem.FAILED, e.problem());
      assertEquals(
          "Get \"http://"
              + authority
              + "/v2/\": dial tcp "
              + authority
              + ": connect: connection refused",
          e.getMessage());
    }
  }

  @Test
  void accountsAreUsedWhenAskedFor() throws Exception {
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT.withAccount());
        var engine = new Engine(root)) {
      push(registry, "busybox:latest", "some/where", Format.OCI);
      String name = registry.authority() + "/some/where:v1";
      var e = assertThrows(ProblemException.class, () -> pull(engine, name));
      assertEquals(Problem.UNAUTHORIZED, e.problem());
      assertEquals(List.of(), engine.lines, "a status is still possible");
      assertEquals("no basic auth credentials", e.getMessage());
      var account = LocalRegistry.ACCOUNT;
      var auth = new RegistryAuth(account.user(), account.password(), null, null);
      engine.images.login("http://" + registry.authority() + "/v1/", auth);
      var wrong = new RegistryAuth(account.user(), "wrong", null, null);
      for (var refused : List.of(wrong, RegistryAuth.NONE)) {
        var no =
            assertThrows(
                ProblemException.class, () -> engine.images.login(registry.authority(), refused));
        assertEquals(Problem.UNAUTHORIZED, no.problem());
      }
      var nowhere =
          assertThrows(ProblemException.class, () -> engine.images.login("no host at all", auth));
      assertEquals(Problem.INVALID, nowhere.problem());
      engine.images.pull(name, null, null, auth, engine::progress);
      assertEquals(1, engine.images.list(false, Filters.NONE).size());
    }
  }

  @Test
  void otherBytesThanPromisedAreRefusedAndNotKept() throws Exception {
    Path storage = Files.createDirectory(root.resolve("registry"));
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT.withStorage(storage));
        var engine = new Engine(root)) {
      push(registry, "busybox:latest", "some/where", Format.OCI);
      Path biggest;
      try (var files = Files.walk(storage)) {
        biggest =
            files
                .filter(f -> f.endsWith("data"))
                .max(java.util.Comparator.comparingLong(f -> f.toFile().length()))
                .orElseThrow();
      }
      byte[] content = Files.readAllBytes(biggest);
      content[content.length / 2] ^= 1;
      Files.write(biggest, content);
      String name = registry.authority() + "/some/where:v1";
      var e = assertThrows(ProblemException.class, () -> pull(engine, name));
      assertTrue(e.getMessage().contains("content verification failed"), e.getMessage());
      assertEquals(List.of(), engine.blobs());
      assertEquals(List.of(), engine.ingest());
      assertEquals(List.of(), engine.images.list(false, Filters.NONE));
    }
  }

  @Test
  void anotherPlatformIsPulledWhenAskedForAndRefusedWhenMissing() throws Exception {
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT);
        var engine = new Engine(root)) {
      push(registry, "hello-world:multi", "m", Format.OCI);
      String name = registry.authority() + "/m:v1";
      engine.images.pull(name, null, "linux/arm64", RegistryAuth.NONE, engine::progress);
      assertEquals("arm64", engine.images.inspect(name).architecture());
      var e =
          assertThrows(
              ProblemException.class,
              () ->
                  engine.images.pull(
                      name, null, "linux/s390x", RegistryAuth.NONE, engine::progress));
      assertEquals(
          "no matching manifest for linux/s390x in the manifest list entries", e.getMessage());
    }
  }
}
