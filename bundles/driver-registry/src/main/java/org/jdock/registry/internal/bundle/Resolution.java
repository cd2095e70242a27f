package org.jdock.registry.internal.bundle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleException;

/** Says in words why a bundle did not resolve or start. */
final class Resolution {
  private static final Pattern PACKAGE =
      Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)(?:\\(version>=([^)]+)\\))?");
  private static final Pattern PLATFORM =
      Pattern.compile("\\(osgi\\.ee=JavaSE\\)\\(version=([^)]+)\\)");

  private Resolution() {}

  static String explain(BundleException e) {
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
                + " is missing: no bundle here exports it";
      }
      return found.isEmpty() ? text : found;
    }
    Throwable cause = e.getCause();
    return cause == null ? text : text + ": " + cause;
  }
}
