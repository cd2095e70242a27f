package org.jdock.driver.support.snapshot;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;

/** The refusals that storage drivers share, and their wording. */
final class Errors {
  /** A record's file name adds 4 characters, and 255 bytes are what file systems take. */
  private static final int LONGEST = 250;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:._-]{1," + LONGEST + "}");

  private Errors() {}

  static void checkName(String name) throws DriverException {
    if (!NAME.matcher(name).matches()) {
      throw new DriverException(
          DriverException.Kind.INVALID,
          "invalid snapshot name '"
              + name
              + "': wanted 1 to "
              + LONGEST
              + " characters of A-Z a-z 0-9 : . _ -");
    }
  }

  static DriverException notFound(String what, String name) {
    return new DriverException(DriverException.Kind.NOT_FOUND, "no such " + what + ": " + name);
  }

  static DriverException conflict(String message) {
    return new DriverException(DriverException.Kind.CONFLICT, message);
  }

  static DriverException failed(String tried, IOException why) {
    String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    return new DriverException(
        DriverException.Kind.FAILED, "could not " + tried + ": " + reason, why);
  }
}
