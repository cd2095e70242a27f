package org.jdock.launcher.framework;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/**
 * What the JVM's class path has to offer to the framework. The engine's own bundles, and those that
 * have something to start, are bundles there too; of all others only the packages that drivers may
 * use are known, as exports of the system bundle.
 *
 * <p>One class loader has all of these classes: whatever a bundle of the class path imports, it
 * gets. So the framework is not told what they import, and only the drivers' imports are left for
 * it to resolve.
 *
 * @param bundles by location
 * @param packages for drivers, as for {@code org.osgi.framework.system.packages.extra}
 */
record ClassPath(Map<String, ClassPathJar> bundles, String packages) {
  private static final String OWN = "org.jdock.";

  /** Ours, but not the framework's business. */
  private static final List<String> OUTSIDE = List.of("org.jdock.launcher", "org.jdock.client");

  /** Bundles whose activators would do what is not wanted here: Gogo's start a shell at once. */
  private static final List<String> LIBRARIES =
      List.of("org.apache.logging.log4j.", "org.apache.felix.gogo.");

  /** Libraries that drivers may import; all others they bring along. */
  private static final Set<String> FOR_DRIVERS =
      Set.of("org.apache.logging.log4j.api", "slf4j.api", "com.google.gson");

  private static final Set<String> WANTED =
      Set.of(
          Constants.BUNDLE_MANIFESTVERSION,
          Constants.BUNDLE_SYMBOLICNAME,
          Constants.BUNDLE_VERSION,
          Constants.BUNDLE_NAME,
          Constants.BUNDLE_ACTIVATOR,
          Constants.EXPORT_PACKAGE,
          Constants.PROVIDE_CAPABILITY,
          Descriptors.HEADER);

  private static final Pattern USES = Pattern.compile(";\\s*uses:=(\"[^\"]*\"|[^;,]*)");

  /** Reads the manifests of the jars in a class path. */
  static ClassPath read(String path) throws IOException {
    var bundles = new LinkedHashMap<String, ClassPathJar>();
    var packages = new ArrayList<String>();
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
          var headers = headers(main);
          var named = headers.get(Descriptors.HEADER);
          var components =
              named == null || named.contains("*") ? "" : Descriptors.merged(jar, named);
          if (!components.isEmpty()) {
            headers.put(Descriptors.HEADER, Descriptors.NAME);
          }
          bundles.put("connect:" + name, new ClassPathJar(file, headers, components));
        } else if (FOR_DRIVERS.contains(name)) {
          packages.add(withoutUses(main.getValue(Constants.EXPORT_PACKAGE)));
        }
      }
    }
    return new ClassPath(bundles, String.join(",", packages));
  }

  private static boolean isBundle(String name, Attributes main) {
    if (name.isEmpty() || OUTSIDE.contains(name) || LIBRARIES.stream().anyMatch(name::startsWith)) {
      return false;
    }
    return name.startsWith(OWN)
        || main.getValue(Constants.BUNDLE_ACTIVATOR) != null
        || main.getValue(Descriptors.HEADER) != null;
  }

  /** Empty for a jar that is no bundle. */
  private static String symbolicName(Attributes main) {
    var name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
    return name == null ? "" : name.replaceAll(";.*", "").strip();
  }

  private static Map<String, String> headers(Attributes main) {
    var headers = new HashMap<String, String>();
    main.forEach((key, value) -> {
      if (WANTED.contains(key.toString())) {
        headers.put(key.toString(), withoutUses(value.toString()));
      }
    });
    return headers;
  }

  /** With one class loader there is no second way to wire them that must be ruled out. */
  private static String withoutUses(String exports) {
    return USES.matcher(exports).replaceAll("");
  }
}
