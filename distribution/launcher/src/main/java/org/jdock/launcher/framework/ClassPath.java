package org.jdock.launcher.framework;

import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/**
 * What the JVM's class path has to offer to the framework. The engine's own bundles, and those that
 * have something to start, are bundles there too; of all others, libraries, only the packages are
 * known, as exports of the system bundle: that many bundles fewer to resolve.
 *
 * @param bundles by location
 * @param packages of the libraries, as for {@code org.osgi.framework.system.packages.extra}
 */
record ClassPath(Map<String, ClassPathJar> bundles, String packages) {
  private static final String OWN = "org.jdock.";

  /** Ours, but not the framework's business. */
  private static final List<String> OUTSIDE = List.of("org.jdock.launcher", "org.jdock.client");

  /**
   * Libraries, whatever their manifests say. Log4j's activator looks for providers in every bundle,
   * and class loading finds them anyway; Gogo's start a shell on the daemon's own input, which spins
   * at its end.
   */
  private static final List<String> LIBRARIES =
      List.of("org.apache.logging.log4j.", "org.apache.felix.gogo.");

  private static final Pattern USES = Pattern.compile(";\\s*uses:=(\"[^\"]*\"|[^;,]*)");
  private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.\\d+){0,2})");

  /** Reads the manifests. */
  static ClassPath read(String path) throws IOException {
    var bundles = new LinkedHashMap<String, ClassPathJar>();
    var packages = new StringBuilder();
    for (var element : path.split(File.pathSeparator)) {
      if (!element.endsWith(".jar")) {
        continue;
      }
      var file = new File(element);
      try (var jar = new JarFile(file, false)) {
        var manifest = jar.getManifest();
        var main = manifest == null ? new Attributes() : manifest.getMainAttributes();
        var name = symbolicName(main);
        if (isBundle(name, main)) {
          bundles.put("connect:" + name, new ClassPathJar(file, headers(main)));
        } else if (!OUTSIDE.contains(name) && !name.equals("org.apache.felix.framework")) {
          append(packages, exports(jar, file.getName(), main));
        }
      }
    }
    return new ClassPath(bundles, packages.toString());
  }

  private static boolean isBundle(String name, Attributes main) {
    if (name.isEmpty() || OUTSIDE.contains(name) || LIBRARIES.stream().anyMatch(name::startsWith)) {
      return false;
    }
    return name.startsWith(OWN)
        || main.getValue(Constants.BUNDLE_ACTIVATOR) != null
        || main.getValue("Service-Component") != null;
  }

  /** Empty for a jar that is no bundle. */
  private static String symbolicName(Attributes main) {
    var name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
    return name == null ? "" : name.replaceAll(";.*", "").strip();
  }

  private static Map<String, String> headers(Attributes main) {
    var headers = new HashMap<String, String>();
    main.forEach((key, value) -> headers.put(key.toString(), value.toString()));
    return headers;
  }

  private static String exports(JarFile jar, String fileName, Attributes main) {
    if (main.getValue(Constants.BUNDLE_SYMBOLICNAME) != null) {
      var exports = main.getValue(Constants.EXPORT_PACKAGE);
      // One class loader has all of them: there is no other way to wire them that must be ruled
      // out.
      return exports == null ? "" : USES.matcher(exports).replaceAll("");
    }
    var version = VERSION.matcher(fileName);
    var suffix = version.find() ? ";version=\"" + version.group(1) + "\"" : "";
    var names = new TreeSet<String>();
    jar.stream()
        .map(entry -> entry.getName())
        .filter(entry -> entry.endsWith(".class") && !entry.startsWith("META-INF/"))
        .filter(entry -> entry.indexOf('/') > 0)
        .forEach(entry -> names.add(entry.substring(0, entry.lastIndexOf('/')).replace('/', '.')));
    return String.join(",", names.stream().map(each -> each + suffix).toList());
  }

  private static void append(StringBuilder packages, String more) {
    if (!more.isEmpty()) {
      packages.append(packages.isEmpty() ? "" : ",").append(more);
    }
  }
}
