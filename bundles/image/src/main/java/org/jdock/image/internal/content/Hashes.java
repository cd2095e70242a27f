package org.jdock.image.internal.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jdock.image.internal.reference.Digest;

/** SHA-256. */
public final class Hashes {
  private Hashes() {}

  /** A new one. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Of some bytes. */
  public static Digest of(byte[] bytes) {
    return Digest.of(sha256().digest(bytes));
  }
}
