package org.jdock.registry.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/** What tells certificates apart. */
final class Fingerprints {
  private Fingerprints() {}

  /** SHA-256 as keytool prints it. */
  static String of(X509Certificate certificate) {
    try {
      byte[] digest = sha256().digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate that can't be encoded", e);
    }
  }

  /** Without colons and case: how people may give it. */
  static String plain(String fingerprint) {
    return fingerprint.replace(":", "").toUpperCase(Locale.ROOT);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
