package org.jdock.system.internal.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote beside this class. */
final class Version {
  private Version() {}

  /** Without Maven's suffix for what is not released yet. */
  static String read() {
    try (var in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version").replace("-SNAPSHOT", "");
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle's version.properties can't be read", e);
    }
  }
}
