package org.jdock.launcher.framework;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.osgi.framework.BundleException;

/** The framework's errors in one line for people. */
final class Reasons {
  private static final Pattern PACKAGE =
      Pattern.compile(
          "osgi\\.wiring\\.package=([\\w.]+)\\)((?:\\([^()]*\\)|\\(!\\([^()]*\\)\\))*)");

  private Reasons() {}

  /** Why a bundle can't be installed or started. */
  static String of(BundleException e) {
    var message = String.valueOf(e.getMessage());
    if (e.getType() == BundleException.RESOLVE_ERROR) {
      // The last one is at the bottom of the chain.
      var missing =
          PACKAGE.matcher(message).results().reduce((_, later) -> later).map(Reasons::name);
      if (missing.isPresent()) {
        return missing.get();
      }
    }
    var cause = e.getCause();
    return (cause == null ? message : message + ": " + cause).lines().findFirst().orElse("");
  }

  private static String name(MatchResult match) {
    var range = match.group(2);
    return "nothing exports the package "
        + match.group(1)
        + (range.isEmpty() ? "" : " " + range.replace(")(", ") ("));
  }
}
