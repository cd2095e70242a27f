package org.jdock.itest.osgi.exam;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.ops4j.pax.exam.Option;

/** The distribution's jars as bundles of a plain framework. */
final class DistributionBundles {
  private DistributionBundles() {}

  static Option[] options() throws IOException {
    var distribution = Path.of(System.getProperty("jdock.distribution")).normalize();
    var options = new ArrayList<Option>();
    options.add(frameworkStartLevel(100));
    options.add(frameworkProperty("jdock.distribution").value(distribution.toString()));
    for (var folder : List.of("lib", "drivers")) {
      try (var jars = Files.list(distribution.resolve(folder))) {
        for (var jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
          if (isBundle(jar)) {
            options.add(bundle(jar.toUri().toString()).startLevel(folder.equals("lib") ? 2 : 3));
          }
        }
      }
    }
    for (var jar : System.getProperty("java.class.path").split(":", -1)) {
      if (jar.matches(".*/(junit-jupiter-api|junit-platform-commons|opentest4j|apiguardian-api|jspecify)-[^/]*\\.jar")) {
        options.add(bundle(Path.of(jar).toUri().toString()).startLevel(1));
      }
    }
    return options.toArray(Option[]::new);
  }

  private static boolean isBundle(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      return manifest != null
          && manifest.getMainAttributes().getValue("Bundle-SymbolicName") != null
          && !manifest.getMainAttributes().getValue("Bundle-SymbolicName").contains("framework");
    }
  }
}
