package org.jdock.itest.osgi.exam;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.ops4j.pax.exam.Option;

/**
 * The distribution's jars in a plain framework: what is a bundle is installed as one, and may use
 * only what its manifest imports. The rest are packages of the test's own class path.
 */
final class DistributionBundles {
  /**
   * No bundles, or bundles that a plain framework can't run without more: jnr needs the native
   * library of a jar that is no bundle, and log4j a mediator for its service loader.
   */
  private static final Pattern LIBRARY = Pattern.compile("(jnr-|jffi-|log4j-|slf4j-|asm-).*");

  private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.\\d+){0,2})");
  private static final Pattern TESTS =
      Pattern.compile("(junit-jupiter-api|junit-platform-commons|opentest4j|apiguardian-api)-.*");

  private DistributionBundles() {}

  static Option[] options() throws IOException {
    var options = new ArrayList<Option>();
    options.add(frameworkStartLevel(100));
    options.add(systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"));
    var packages = new TreeSet<String>();
    for (var jar : jars("lib")) {
      if (isBundle(jar)) {
        options.add(bundle(jar.toUri().toString()).startLevel(2));
      } else if (!outside(name(jar))) {
        packages.addAll(packages(jar));
      }
    }
    for (var jar : jars("drivers")) {
      options.add(bundle(jar.toUri().toString()).startLevel(3));
    }
    for (var element : System.getProperty("java.class.path").split(":", -1)) {
      var jar = Path.of(element);
      if (TESTS.matcher(name(jar)).matches()) {
        options.add(bundle(jar.toUri().toString()).startLevel(1));
      } else if (name(jar).startsWith("jspecify-")) {
        packages.addAll(packages(jar));
      }
    }
    options.add(systemPackages(packages.toArray(String[]::new)));
    return options.toArray(Option[]::new);
  }

  private static List<Path> jars(String folder) throws IOException {
    var home = Path.of(System.getProperty("jdock.distribution")).normalize();
    try (var all = Files.list(home.resolve(folder))) {
      return all.filter(file -> name(file).endsWith(".jar")).sorted().toList();
    }
  }

  private static String name(Path jar) {
    return String.valueOf(jar.getFileName());
  }

  /** The framework itself, and the launcher that would start it. */
  private static boolean outside(String name) {
    return name.startsWith("org.apache.felix.framework-") || name.startsWith("jdock-launcher-");
  }

  private static boolean isBundle(Path jar) throws IOException {
    if (LIBRARY.matcher(name(jar)).matches() || outside(name(jar))) {
      return false;
    }
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      return manifest != null
          && manifest.getMainAttributes().getValue("Bundle-SymbolicName") != null;
    }
  }

  private static TreeSet<String> packages(Path jar) throws IOException {
    var version = VERSION.matcher(name(jar));
    var suffix = version.find() ? ";version=\"" + version.group(1) + "\"" : "";
    var found = new TreeSet<String>();
    try (var file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().toList()) {
        var name = entry.getName();
        int end = name.lastIndexOf('/');
        if (end > 0 && name.endsWith(".class") && !name.startsWith("META-INF")) {
          found.add(name.substring(0, end).replace('/', '.') + suffix);
        }
      }
    }
    return found;
  }
}
