package com.example.jdock.hostonly;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names of links: at most 15 characters, with a mark that tells this daemon's from others'. */
final class Names {
  /** What a name has beside the mark and a letter for what it is. */
  static final int OWN = 5;

  private final String mark;

  Names(String daemonId) {
    mark = "ho" + daemonId + "-";
  }

  /** The host's end of an endpoint's link. */
  String link(String endpointId) {
    return mark + "v" + digest(endpointId);
  }

  /** A bridge by what tells it from others. */
  String bridge(String own) {
    return mark + "b" + own;
  }

  boolean isOurs(String link) {
    return link.startsWith(mark);
  }

  static String digest(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, digest).toString(36).substring(0, OWN);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
