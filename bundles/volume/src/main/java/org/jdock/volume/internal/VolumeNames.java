package org.jdock.volume.internal;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jdock.api.ProblemException;

/** What a volume may be called, in Docker's words. */
final class VolumeNames {
  private static final SecureRandom RANDOM = new SecureRandom();

  private VolumeNames() {}

  static void check(String name) {
    if (name.length() == 1 && name.matches("[a-zA-Z0-9]")) {
      throw ProblemException.invalid(
          "create "
              + name
              + ": volume name is too short, names should be at least two alphanumeric"
              + " characters");
    }
    if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]+")) {
      throw ProblemException.invalid(
          "create "
              + name
              + ": \""
              + name
              + "\" includes invalid characters for a local volume name, only"
              + " \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host"
              + " directory, use absolute path");
    }
    if (name.length() > 240) { // what a file may be called, less what goes before and after it
      throw ProblemException.invalid(
          "create " + name + ": volume name is too long, at most 240 characters are allowed");
    }
  }

  /** 64 hexadecimal digits. */
  static String anonymous() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
