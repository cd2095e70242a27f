package org.jdock.image.internal.reference;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jdock.api.ProblemException;

/**
 * A SHA-256 digest, the only algorithm that images are made with in practice (OCI image-spec,
 * descriptor.md, digests).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) implements Comparable<Digest> {
  private static final String ALGORITHM = "sha256:";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  /** Checks it. */
  public Digest {
    if (!HEX.matcher(hex).matches()) {
      throw ProblemException.invalid("invalid checksum digest format");
    }
  }

  /**
   * Reads {@code sha256:…}.
   *
   * @throws ProblemException INVALID for anything else
   */
  public static Digest parse(String text) {
    if (!text.startsWith(ALGORITHM)) {
      throw ProblemException.invalid(
          text.matches("[a-z0-9+._-]+:[0-9a-fA-F]+")
              ? "unsupported digest algorithm"
              : "invalid checksum digest format");
    }
    return new Digest(text.substring(ALGORITHM.length()));
  }

  /** Whether {@link #parse} would take it. */
  public static boolean isDigest(String text) {
    return text.startsWith(ALGORITHM) && HEX.matcher(text.substring(ALGORITHM.length())).matches();
  }

  /** From the hash itself. */
  public static Digest of(byte[] hash) {
    return new Digest(HexFormat.of().formatHex(hash));
  }

  /** The first twelve digits, as lists and progress lines show them. */
  public String brief() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return ALGORITHM + hex;
  }
}
