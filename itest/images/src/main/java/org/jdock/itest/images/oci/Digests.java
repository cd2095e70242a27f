package org.jdock.itest.images.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests as images write them: {@code sha256:HEX}. */
public final class Digests {
  private Digests() {}

  /** A new SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The digest of {@code bytes}. */
  public static String of(byte[] bytes) {
    return format(sha256().digest(bytes));
  }

  /** Completes {@code digest}. */
  public static String finish(MessageDigest digest) {
    return format(digest.digest());
  }

  private static String format(byte[] hash) {
    return "sha256:" + HexFormat.of().formatHex(hash);
  }
}
