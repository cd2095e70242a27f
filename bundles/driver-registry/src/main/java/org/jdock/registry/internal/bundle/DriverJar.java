package org.jdock.registry.internal.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.jdock.api.ProblemException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar that says it is a bundle.
 *
 * @param path where it lies
 * @param symbolicName of the bundle; what is safe in a file's name
 * @param version of the bundle
 */
public record DriverJar(Path path, String symbolicName, Version version) {
  /**
   * Reads a jar's manifest.
   *
   * @throws ProblemException INVALID when it is no jar or no bundle
   */
  public static DriverJar read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw ProblemException.invalid("there is no file " + path);
    }
    try (JarFile jar = new JarFile(path.toFile())) {
      Manifest manifest = jar.getManifest();
      Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
      String header = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
      String name = header == null ? "" : header.replaceFirst(";.*", "").strip();
      if (!name.matches("[a-zA-Z0-9_][a-zA-Z0-9_.-]*")) {
        throw ProblemException.invalid(
            path
                + " is no bundle: its manifest has no proper "
                + Constants.BUNDLE_SYMBOLICNAME
                + "; docs/vendors.md tells how drivers are built");
      }
      String version = main.getValue(Constants.BUNDLE_VERSION);
      return new DriverJar(
          path, name, version == null ? Version.emptyVersion : Version.parseVersion(version));
    } catch (ZipException e) {
      throw ProblemException.invalid(
          path + " is not a jar: " + e.getMessage() + "; copy or download it anew");
    } catch (IOException e) {
      throw ProblemException.invalid(path + " can't be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(path + " is no bundle: " + e.getMessage());
    }
  }
}
