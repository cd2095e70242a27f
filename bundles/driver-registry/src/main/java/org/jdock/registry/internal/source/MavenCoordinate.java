package org.jdock.registry.internal.source;

import java.util.List;
import java.util.regex.Pattern;
import org.jdock.api.ProblemException;

/**
 * The coordinate of a jar in a Maven repository.
 *
 * @param group such as {@code com.example}
 * @param artifact such as {@code ndjson-driver}
 * @param version one version, as it stands
 */
record MavenCoordinate(String group, String artifact, String version) {
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");
  private static final String SNAPSHOT = "-SNAPSHOT";

  /**
   * Reads {@code group:artifact:version}.
   *
   * @throws ProblemException INVALID for anything else, such as a range
   */
  static MavenCoordinate parse(String text) {
    List<String> parts = List.of(text.split(":", -1));
    if (parts.size() == 3) {
      String version = parts.getLast();
      if (version.equals("LATEST")
          || version.equals("RELEASE")
          || version.matches("[\\[(].*|.*,.*")) {
        throw ProblemException.invalid(
            "mvn:" + text + " names no one version: say which, LATEST and ranges are not resolved");
      }
      if (parts.stream().allMatch(part -> PART.matcher(part).matches())) {
        return new MavenCoordinate(parts.get(0), parts.get(1), version);
      }
    }
    throw ProblemException.invalid(
        "mvn:" + text + " is not of the form mvn:group:artifact:version");
  }

  boolean snapshot() {
    return version.endsWith(SNAPSHOT);
  }

  String fileName() {
    return artifact + "-" + version + ".jar";
  }

  /** The directory below a repository's root (Maven's repository layout 2). */
  String directory() {
    return group.replace('.', '/') + "/" + artifact + "/" + version;
  }

  @Override
  public String toString() {
    return "mvn:" + group + ":" + artifact + ":" + version;
  }
}
