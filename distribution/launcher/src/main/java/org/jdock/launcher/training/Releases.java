package org.jdock.launcher.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** A driver's jar as the versions that follow it, for upgrades that change nothing. */
final class Releases {
  private final Path original;
  private final Path folder;

  /**
   * None yet.
   *
   * @param original stays as it is
   * @param folder for what is made; must exist
   */
  Releases(Path original, Path folder) {
    this.original = original;
    this.folder = folder;
  }

  /**
   * Makes one.
   *
   * @param number how many versions after the original, at least 1
   */
  Path make(int number) throws IOException {
    var release = folder.resolve("release-" + number + "-" + original.getFileName());
    try (var jar = new JarFile(original.toFile());
        var out = new JarOutputStream(Files.newOutputStream(release), manifest(jar, number))) {
      for (var entry : jar.stream().toList()) {
        if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          try (var content = jar.getInputStream(entry)) {
            content.transferTo(out);
          }
        }
      }
    }
    return release;
  }

  private Manifest manifest(JarFile jar, int number) throws IOException {
    var manifest = jar.getManifest();
    if (manifest == null) {
      throw new IOException(original + " is no bundle");
    }
    var version =
        Version.parseVersion(manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION));
    manifest
        .getMainAttributes()
        .putValue(
            Constants.BUNDLE_VERSION,
            new Version(version.getMajor(), version.getMinor(), version.getMicro() + number)
                .toString());
    return manifest;
  }
}
