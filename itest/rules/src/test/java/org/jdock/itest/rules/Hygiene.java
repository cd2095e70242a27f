package org.jdock.itest.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is wrong with the text of a source file or descriptor; each answer is empty if nothing is.
 */
final class Hygiene {
  static final int MOST_LINES = 400;

  /** Spelled apart, or this file would find itself. */
  private static final Pattern LEFT_UNDONE =
      Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|X" + "XX)\\b");

  /**
   * "host", "none", "bridge" and "local" are words of Docker's API as well, so they are not
   * searched for.
   */
  private static final String DRIVERS = "\"(?:overlay2|vfs|json-file|runc|crun)\"";

  private static final Pattern DRIVER_COMPARED =
      Pattern.compile(
          "equals(?:IgnoreCase)?\\(\\s*%1$s|%1$s\\s*\\.equals|case\\s+(?:\"[^\"]*\"\\s*,\\s*)*%1$s"
              .formatted(DRIVERS));

  private static final Pattern EAGER = Pattern.compile("\\bimmediate\\s*=\\s*\"true\"");

  private Hygiene() {}

  static List<String> ofSource(Path file, String text) {
    var found = new ArrayList<String>();
    var lines = text.lines().count();
    if (lines > MOST_LINES) {
      found.add("%s: %d lines, %d are allowed".formatted(file, lines, MOST_LINES));
    }
    LEFT_UNDONE.matcher(text).results().forEach(hit -> found.add(file + ": " + hit.group()));
    return found;
  }

  /**
   * For the engine's bundles: what differs between drivers is a declared capability, never a name.
   */
  static List<String> ofEngineSource(Path file, String text) {
    return DRIVER_COMPARED
        .matcher(text)
        .results()
        .map(hit -> file + ": branches on a driver's name: " + hit.group())
        .toList();
  }

  /** For a driver's component description: it is made at its first lease, not at boot. */
  static List<String> ofDriverComponent(Path file, String xml) {
    var found = new ArrayList<String>();
    if (EAGER.matcher(xml).find()) {
      found.add(file + ": immediate=true");
    }
    if (!xml.contains("<provide ")) {
      found.add(file + ": no service, so it is made at once");
    }
    return found;
  }

  /** For a source folder with classes in it. */
  static List<String> ofPackage(Path folder) throws IOException {
    var info = folder.resolve("package-info.java");
    if (!Files.exists(info)) {
      return List.of(folder + ": no package-info.java");
    }
    return Pattern.compile("^@(?:org\\.jspecify\\.annotations\\.)?NullMarked\\b", Pattern.MULTILINE)
            .matcher(Files.readString(info))
            .find()
        ? List.of()
        : List.of(info + ": no @NullMarked");
  }
}
