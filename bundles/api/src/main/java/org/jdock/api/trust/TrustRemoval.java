package org.jdock.api.trust;

import java.util.List;

/**
 * A certificate that was removed.
 *
 * @param certificate which
 * @param untrusted drivers, {@code kind/name}, that serve now and that nothing else vouches for:
 *     from the next start on they are untrusted
 */
public record TrustRemoval(TrustedCertificate certificate, List<String> untrusted) {
  /** Keeps its own copy. */
  public TrustRemoval {
    untrusted = List.copyOf(untrusted);
  }
}
