package org.jdock.registry.internal.bundle;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;

/** Says in words why a bundle did not resolve or start. */
final class Resolution {
  private static final Pattern PACKAGE =
      Pattern.compile(
          "\\(osgi\\.wiring\\.package=([^)]+)\\)(?:\\(version>=([^)]+)\\))?"
              + "(?:\\(!\\(version>=([^)]+)\\)\\))?");
  private static final Pattern PLATFORM =
      Pattern.compile("\\(osgi\\.ee=JavaSE\\)\\(version=([^)]+)\\)");

  private Resolution() {}

  /**
   * Why a bundle can't be had.
   *
   * @param there the framework's bundles, for the versions of a package that they have
   */
  static String explain(BundleException e, Bundle... there) {
    String text = String.valueOf(e.getMessage());
    if (e.getType() == BundleException.RESOLVE_ERROR) {
      Matcher platform = PLATFORM.matcher(text);
      if (platform.find()) {
        return "it needs Java " + platform.group(1);
      }
      // The last one named is the root of a chain of bundles that need each other.
      Matcher missing = PACKAGE.matcher(text);
      String found = "";
      while (missing.find()) {
        String version = missing.group(2);
        found =
            "package "
                + missing.group(1)
                + (version == null ? "" : " of version " + version + " or later")
                + (missing.group(3) == null ? "" : " but before " + missing.group(3))
                + " is missing: "
                + exported(missing.group(1), there);
      }
      return found.isEmpty() ? text : found;
    }
    Throwable cause = e.getCause();
    return cause == null ? text : text + ": " + cause;
  }

  /** What there is of a package instead. */
  private static String exported(String name, Bundle... there) {
    Set<String> versions = new TreeSet<>();
    for (Bundle bundle : there) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision == null) {
        continue;
      }
      for (var each : revision.getDeclaredCapabilities(BundleRevision.PACKAGE_NAMESPACE)) {
        if (name.equals(each.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE))) {
          versions.add(String.valueOf(each.getAttributes().get(Constants.VERSION_ATTRIBUTE)));
        }
      }
    }
    return versions.isEmpty()
        ? "no bundle here exports it, so its vendor must put it into the jar"
        : "what is here is version "
            + String.join(", ", versions)
            + "; it needs another version of the driver, or of jdock";
  }
}
