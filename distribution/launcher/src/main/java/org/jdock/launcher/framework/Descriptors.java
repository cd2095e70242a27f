package org.jdock.launcher.framework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * A bundle's component descriptions (OSGi Compendium, 112.4) as one document: 112.4.1 lets several
 * components stand in one of any root element. So a start opens no jar and one parser for them.
 */
final class Descriptors {
  /** The header that names them. */
  static final String HEADER = "Service-Component";

  /** Where the one document is; no bundle has it by itself. */
  static final String NAME = "OSGI-INF/components.xml";

  private static final Pattern PROLOG = Pattern.compile("<\\?xml[^>]*\\?>");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Descriptors() {}

  /**
   * The one document, on one line.
   *
   * @param header names of entries of the jar, without wildcards
   * @throws IOException also when one is missing
   */
  static String merged(JarFile jar, String header) throws IOException {
    var all = new StringBuilder("<components>");
    for (var name : header.split(",")) {
      var entry = jar.getEntry(name.strip());
      if (entry == null) {
        throw new IOException(jar.getName() + " has no " + name);
      }
      try (var in = jar.getInputStream(entry)) {
        var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        all.append(SPACE.matcher(PROLOG.matcher(text).replaceFirst("")).replaceAll(" "));
      }
    }
    return all.append("</components>").toString();
  }
}
