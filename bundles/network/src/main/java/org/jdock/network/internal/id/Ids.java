package org.jdock.network.internal.id;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Identifiers. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** 64 hexadecimal digits. */
  public static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
