package org.jdock.shell.internal.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.jdock.api.ProblemException;

/** What a jar says of itself. */
final class JarNames {
  private JarNames() {}

  /** The symbolic name of a bundle (OSGi Core, 3.2.1), or empty for a plain jar. */
  static String symbolicName(Path jar) {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      var manifest = file.getManifest();
      String name =
          manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
      return name == null ? "" : name.split(";", 2)[0].strip();
    } catch (IOException e) {
      throw ProblemException.invalid(jar + ": " + e.getMessage());
    }
  }
}
