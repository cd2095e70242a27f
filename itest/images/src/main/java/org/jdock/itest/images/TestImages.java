package org.jdock.itest.images;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HexFormat;
import org.jdock.itest.images.debian.PackageCache;
import org.jdock.itest.images.oci.Digests;
import org.jdock.itest.images.oci.ImageLayout;
import org.jdock.itest.images.oci.ImageWriter;
import org.jdock.itest.images.oci.SaveArchive;
import org.jdock.itest.images.recipe.Recipe;
import org.jdock.itest.images.recipe.Recipes;

/**
 * The test images, built when they are first asked for and then taken from a cache. An image is
 * identified by its recipe (this module's code) and the versions of its packages. Thread-safe, and
 * safe between processes that share the cache; all methods block.
 */
public final class TestImages {
  /** Where images are cached unless said otherwise. */
  public static final Path DEFAULT_CACHE = Path.of("/var/cache/jdock-itest");

  private final Path cache;

  /** Images cached under {@code cache}, which is made if it is missing. */
  public TestImages(Path cache) {
    this.cache = cache;
  }

  /** The usual cache: {@code JDOCK_ITEST_CACHE} or {@link #DEFAULT_CACHE}. */
  public static TestImages shared() {
    var chosen = System.getenv("JDOCK_ITEST_CACHE");
    return new TestImages(chosen == null || chosen.isEmpty() ? DEFAULT_CACHE : Path.of(chosen));
  }

  /**
   * The image {@code name} (without a tag, {@code latest}), built if needed.
   *
   * @throws IllegalArgumentException if there is no such test image
   * @throws IOException if it can't be built, with what apt or dpkg said
   */
  public ImageLayout image(String name) throws IOException {
    var recipe = Recipes.of(name);
    Files.createDirectories(cache);
    synchronized (TestImages.class) { // a file lock is one JVM's, not one thread's
      try (var channel =
              FileChannel.open(
                  cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        return locked(recipe);
      }
    }
  }

  /** Writes {@code name} to {@code file} as {@code docker save} does. */
  public void save(String name, Path file) throws IOException {
    SaveArchive.write(image(name), file);
  }

  private ImageLayout locked(Recipe recipe) throws IOException {
    var packages = new PackageCache(cache.resolve(hostRelease()));
    var target = cache.resolve("images").resolve(key(recipe, packages));
    if (!Files.exists(target)) {
      Files.createDirectories(target.getParent());
      var building = Files.createTempDirectory(target.getParent(), ".building");
      try {
        new ImageWriter(building)
            .write(recipe.name(), recipe.variants(packages), recipe.compression());
        Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        deleteTree(building);
      }
    }
    return new ImageLayout(target);
  }

  private static String key(Recipe recipe, PackageCache packages) throws IOException {
    var digest = Digests.sha256();
    digest.update(codeDigest());
    for (var file : recipe.packages(packages)) {
      digest.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    var hex = HexFormat.of().formatHex(digest.digest(), 0, 8);
    return recipe.name().replace(':', '-') + "-" + hex;
  }

  /** The digest of this module's classes and resources, the same from a jar and a folder. */
  private static byte[] codeDigest() throws IOException {
    try {
      var code =
          Path.of(TestImages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(code)) {
        return treeDigest(code.resolve("org"));
      }
      try (var jar = FileSystems.newFileSystem(code)) {
        return treeDigest(jar.getPath("/org"));
      }
    } catch (URISyntaxException e) {
      throw new IOException("this module's code has no path", e);
    }
  }

  private static byte[] treeDigest(Path root) throws IOException {
    var digest = Digests.sha256();
    try (var files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    }
    return digest.digest();
  }

  private static String hostRelease() throws IOException {
    var release = "unknown";
    for (var line : Files.readAllLines(Path.of("/etc/os-release"))) {
      if (line.startsWith("VERSION_CODENAME=")) {
        release = line.substring(line.indexOf('=') + 1).replace("\"", "");
      }
    }
    return release + "-" + System.getProperty("os.arch");
  }

  private static void deleteTree(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
