package org.jdock.api.trust;

/**
 * What was found about a jar, at one moment and whatever the policy is.
 *
 * @param verdict what its signature is worth
 * @param signer the subject of its signer's certificate (RFC 2253); empty when it has none
 * @param fingerprint SHA-256 of that certificate, as {@link TrustedCertificate#fingerprint}; empty
 *     when it has none
 * @param reason why it is not trusted, with the remedy; empty when it is
 */
public record Examination(Verdict verdict, String signer, String fingerprint, String reason) {
  /** Whether it may run under every policy. */
  public boolean trusted() {
    return verdict == Verdict.TRUSTED;
  }
}
