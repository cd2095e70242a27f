package org.jdock.driver.network.bridge;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names of links, which carry the daemon's mark: at most 15 characters, as the kernel wants. */
final class Names {
  private static final int LENGTH = 15;

  private final String mark;

  Names(String daemonId) {
    mark = "jd" + daemonId + "-";
  }

  /** The host's end of an endpoint's link. */
  String link(String endpointId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(endpointId.getBytes(StandardCharsets.UTF_8));
      return mark + new BigInteger(1, digest).toString(36).substring(0, LENGTH - mark.length());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** True for a link that this daemon's driver made. */
  boolean isOurs(String link) {
    return link.length() == LENGTH && link.startsWith(mark);
  }
}
