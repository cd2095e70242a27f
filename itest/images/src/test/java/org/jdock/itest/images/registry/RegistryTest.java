package org.jdock.itest.images.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jdock.itest.images.TestImages;
import org.jdock.itest.images.oci.Digests;
import org.jdock.itest.images.oci.MediaTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {
  @ParameterizedTest
  @CsvSource({
    "busybox:latest,OCI",
    "busybox:latest,DOCKER",
    "busybox:zstd,OCI",
    "hello-world:multi,OCI",
    "hello-world:multi,DOCKER"
  })
  void whatWasPushedComesBack(String name, Format format) throws Exception {
    var image = TestImages.shared().image(name);
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT)) {
      var digest = registry.pusher("some/where", "tag", null).push(image, format);
      var answer = get(registry, "manifests/tag");
      assertEquals(200, answer.statusCode());
      assertEquals(digest, Digests.of(answer.body()));
      var root = image.root().mediaType();
      assertEquals(
          format == Format.OCI ? root : MediaTypes.docker(root),
          answer.headers().firstValue("Content-Type").orElseThrow());
      for (var manifest : image.manifests()) {
        for (var part : image.parts(manifest)) {
          assertEquals(part.digest(), Digests.of(get(registry, "blobs/" + part.digest()).body()));
        }
      }
    }
  }

  @Test
  void everyManifestOfAListIsThereInItsDialect() throws Exception {
    var image = TestImages.shared().image("hello-world:multi");
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT)) {
      registry.pusher("some/where", "tag", null).push(image, Format.DOCKER);
      var list = new String(get(registry, "manifests/tag").body(), StandardCharsets.UTF_8);
      var items = JsonParser.parseString(list).getAsJsonObject().getAsJsonArray("manifests");
      assertEquals(2, items.size());
      for (var item : items) {
        var digest = item.getAsJsonObject().get("digest").getAsString();
        var manifest = get(registry, "manifests/" + digest);
        assertEquals(digest, Digests.of(manifest.body()));
        assertEquals(
            MediaTypes.docker(MediaTypes.MANIFEST),
            manifest.headers().firstValue("Content-Type").orElseThrow());
      }
    }
  }

  @Test
  void imagesStayInTheStorageThatWasGiven(@TempDir Path storage) throws Exception {
    var options = LocalRegistry.Options.DEFAULT.withStorage(storage);
    try (var registry = LocalRegistry.start(options)) {
      var image = TestImages.shared().image("hello-world");
      registry.pusher("some/where", "tag", null).push(image, Format.OCI);
    }
    try (var registry = LocalRegistry.start(options)) {
      assertEquals(200, get(registry, "manifests/tag").statusCode());
    }
  }

  @Test
  void aRegistryWithAnAccountRefusesStrangers() throws Exception {
    var image = TestImages.shared().image("hello-world");
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT.withAccount())) {
      var refusal =
          assertThrows(
              IOException.class,
              () -> registry.pusher("some/where", "tag", null).push(image, Format.OCI));
      assertTrue(refusal.getMessage().contains("401"), refusal.getMessage());
      var digest =
          registry.pusher("some/where", "tag", LocalRegistry.ACCOUNT).push(image, Format.OCI);
      assertEquals(image.root().digest(), digest);
    }
  }

  @Test
  void closingEndsTheProcess() throws Exception {
    var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT);
    registry.close();
    registry.close();
    assertFalse(ProcessHandle.of(registry.pid()).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void aTargetNamesRegistryRepositoryAndTag() {
    assertThrows(IllegalArgumentException.class, () -> RegistryPush.toTarget("nowhere", "a:b"));
  }

  private static HttpResponse<byte[]> get(LocalRegistry registry, String what) throws Exception {
    var accept =
        String.join(
            ",",
            MediaTypes.INDEX,
            MediaTypes.MANIFEST,
            MediaTypes.docker(MediaTypes.INDEX),
            MediaTypes.docker(MediaTypes.MANIFEST));
    var request =
        HttpRequest.newBuilder(registry.uri().resolve("/v2/some/where/" + what))
            .header("Accept", accept)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofByteArray());
    }
  }
}
