package org.jdock.registry.internal.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jdock.api.ProblemException;
import org.jspecify.annotations.Nullable;

/** The checksums that Maven repositories have beside their files, the best first. */
enum Checksum {
  SHA256("SHA-256", ".sha256", 64),
  SHA1("SHA-1", ".sha1", 40);

  private final String algorithm;
  private final String suffix;
  private final int digits;

  Checksum(String algorithm, String suffix, int digits) {
    this.algorithm = algorithm;
    this.suffix = suffix;
    this.digits = digits;
  }

  String suffix() {
    return suffix;
  }

  MessageDigest hash() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  /** What such a file says: its first word; null when that is no checksum. */
  @Nullable String read(byte[] file) {
    String text = new String(file, StandardCharsets.US_ASCII).strip().toLowerCase(Locale.ROOT);
    String first = text.split("\\s+", 2)[0];
    return first.matches("[0-9a-f]{" + digits + "}") ? first : null;
  }

  /**
   * Compares.
   *
   * @throws ProblemException FAILED, naming both, when they differ
   */
  void check(String what, String expected, MessageDigest hash) {
    String actual = HexFormat.of().formatHex(hash.digest());
    if (!actual.equals(expected)) {
      throw ProblemException.failed(
          what
              + " has another "
              + algorithm
              + " than its repository says: expected "
              + expected
              + ", got "
              + actual,
          null);
    }
  }
}
