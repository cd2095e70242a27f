package org.jdock.driver.support.volume;

import java.util.regex.Pattern;
import org.jdock.spi.DriverException;

/** What a volume may be called, in Docker's words. */
public final class VolumeNames {
  /** What a directory entry may be long, less what the trash adds. */
  private static final int LONGEST = 240;

  private static final Pattern NAME =
      Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0," + (LONGEST - 1) + "}");

  private VolumeNames() {}

  /**
   * Refuses what can't be a name.
   *
   * @throws DriverException INVALID
   */
  public static void check(String name) throws DriverException {
    if (name.length() > LONGEST) {
      throw new DriverException(
          DriverException.Kind.INVALID,
          "volume name is too long: "
              + name.length()
              + " characters, at most "
              + LONGEST
              + " are allowed");
    }
    if (!NAME.matcher(name).matches()) {
      throw new DriverException(
          DriverException.Kind.INVALID,
          "\""
              + name
              + "\" includes invalid characters for a local volume name, only"
              + " \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host"
              + " directory, use absolute path");
    }
  }
}
