package org.jdock.api.trust;

import java.time.Instant;

/**
 * A certificate (X.509, RFC 5280) whose signatures, and those of whom it vouches for, are trusted.
 *
 * @param name of its file in the trust store, without the ending
 * @param subject whose it is (RFC 2253)
 * @param issuer who gave it (RFC 2253)
 * @param fingerprint SHA-256 of its DER form: upper-case hex pairs between colons, as keytool has
 *     it
 * @param notBefore when it begins to be valid
 * @param notAfter when it ends
 */
public record TrustedCertificate(
    String name,
    String subject,
    String issuer,
    String fingerprint,
    Instant notBefore,
    Instant notAfter) {}
