package org.jdock.itest.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jdock.itest.images.oci.Descriptor;
import org.jdock.itest.images.oci.Digests;
import org.jdock.itest.images.oci.ImageLayout;
import org.jdock.itest.images.recipe.Recipe;
import org.jdock.itest.images.recipe.Recipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestImagesTest {
  static List<String> names() {
    return Recipes.all().stream().map(Recipe::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyBlobHasTheDigestAndSizeThatNameIt(String name) throws IOException {
    var image = TestImages.shared().image(name);
    for (var manifest : image.manifests()) {
      var parts = image.parts(manifest);
      verify(image, manifest);
      for (var part : parts) {
        verify(image, part);
      }
      var config = image.json(parts.getFirst());
      var diffIds = config.getAsJsonObject("rootfs").getAsJsonArray("diff_ids");
      assertEquals(parts.size() - 1, diffIds.size());
      for (var layer = 1; layer < parts.size(); layer++) {
        assertEquals(diffIds.get(layer - 1).getAsString(), tarDigest(image, parts.get(layer)));
      }
    }
  }

  @Test
  void aSaveArchiveHasAllThatItsManifestNames(@TempDir Path folder) throws IOException {
    var file = folder.resolve("nginx.tar");
    TestImages.shared().save("nginx", file);
    Map<String, byte[]> entries = new HashMap<>();
    try (var tar = new TarArchiveInputStream(Files.newInputStream(file))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), tar.readAllBytes());
      }
    }
    var manifest = json(entries, "manifest.json").get(0).getAsJsonObject();
    assertEquals("[\"nginx:latest\"]", manifest.get("RepoTags").toString());
    var files = new ArrayList<>(manifest.getAsJsonArray("Layers").asList());
    assertEquals(3, files.size());
    files.add(manifest.get("Config"));
    for (var path : files) {
      var content = entries.get(path.getAsString());
      assertEquals("blobs/" + Digests.of(content).replace(':', '/'), path.getAsString());
    }
    assertTrue(entries.containsKey("oci-layout") && entries.containsKey("index.json"));
  }

  @Test
  void aSecondBuildGivesTheSameBytes(@TempDir Path folder) throws IOException {
    var other = new TestImages(folder).image("busybox");
    var shared = TestImages.shared().image("busybox");
    assertEquals(shared.root(), other.root());
    assertEquals(shared.directory().getFileName(), other.directory().getFileName());
  }

  @Test
  void theSmallestProgramRuns(@TempDir Path folder) throws IOException, InterruptedException {
    var image = TestImages.shared().image("hello-world");
    var program = folder.resolve("hello");
    var layer = image.parts(image.root()).get(1);
    try (var tar = new TarArchiveInputStream(open(image, layer))) {
      assertEquals("hello", tar.getNextEntry().getName());
      Files.write(program, tar.readAllBytes());
    }
    assertTrue(program.toFile().setExecutable(true));
    var process = new ProcessBuilder(program.toString()).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(output.contains("Hello from a container"), output);
    assertEquals(0, process.waitFor());
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> TestImages.shared().image("windows"));
    assertTrue(refusal.getMessage().contains("nginx:latest"), refusal.getMessage());
  }

  private static void verify(ImageLayout image, Descriptor blob) throws IOException {
    var content = Files.readAllBytes(image.blob(blob.digest()));
    assertEquals(blob.digest(), Digests.of(content));
    assertEquals(blob.size(), content.length);
  }

  private static String tarDigest(ImageLayout image, Descriptor layer) throws IOException {
    try (var tar = open(image, layer)) {
      return Digests.of(tar.readAllBytes());
    }
  }

  private static InputStream open(ImageLayout image, Descriptor layer) throws IOException {
    var blob = Files.newInputStream(image.blob(layer.digest()));
    return layer.mediaType().endsWith("zstd")
        ? new ZstdInputStream(blob)
        : new GZIPInputStream(blob);
  }

  private static JsonArray json(Map<String, byte[]> entries, String name) {
    var content = new String(entries.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    return JsonParser.parseString(content).getAsJsonArray();
  }
}
