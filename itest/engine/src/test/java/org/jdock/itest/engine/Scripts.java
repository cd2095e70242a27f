package org.jdock.itest.engine;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Programs that tests run, from the test's resources. */
final class Scripts {
  private Scripts() {}

  /** The path of one. */
  static String file(String name) {
    var url = Scripts.class.getResource(name);
    if (url == null) {
      throw new AssertionError("no resource " + name);
    }
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }
}
