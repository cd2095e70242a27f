package org.jdock.itest.engine.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Copies of the distribution's own driver bundles that say that they are other versions. */
public final class DriverVersions {
  private final Path drivers;
  private final Path into;

  /** Copies that are made in a folder. */
  public DriverVersions(Path into) {
    this.drivers = Daemon.distribution().resolve("drivers");
    this.into = into;
  }

  /**
   * A copy of a driver's jar.
   *
   * @param artifact such as {@code jdock-log-json-file}
   * @param version such as {@code 0.1.7}
   */
  public Path make(String artifact, String version) throws IOException {
    var copy = into.resolve(artifact + "-" + version + ".jar");
    try (var jar = new JarFile(original(artifact).toFile())) {
      var manifest = jar.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (var out = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
        for (var entry : (Iterable<JarEntry>) jar.stream()::iterator) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            out.putNextEntry(new ZipEntry(entry.getName()));
            try (var content = jar.getInputStream(entry)) {
              content.transferTo(out);
            }
            out.closeEntry();
          }
        }
      }
    }
    return copy;
  }

  /**
   * Rebuilds a driver's jar in place, with another text in its code.
   *
   * @param drivers the folder of a distribution's copy
   * @param from a text that the code holds
   * @param to as many characters
   */
  public static void rebuild(Path drivers, String artifact, String from, String to)
      throws IOException {
    var jar = find(drivers, artifact);
    var fresh = jar.resolveSibling("fresh.jar");
    boolean changed = false;
    try (var in = new ZipInputStream(Files.newInputStream(jar));
        var out = new ZipOutputStream(Files.newOutputStream(fresh))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var old = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        var now = old.replace(from, to);
        changed |= !now.equals(old);
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(now.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    if (!changed || from.length() != to.length()) {
      throw new IllegalArgumentException("no change of " + jar + " from " + from + " to " + to);
    }
    Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path original(String artifact) throws IOException {
    return find(drivers, artifact);
  }

  private static Path find(Path drivers, String artifact) throws IOException {
    try (var all = Files.newDirectoryStream(drivers, artifact + "-[0-9]*.jar")) {
      for (var one : all) {
        return one;
      }
    }
    throw new IOException("no " + artifact + " in " + drivers);
  }
}
