package org.jdock.registry.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdock.api.trust.Verdict;

/**
 * A signer's certificates against those that are trusted (RFC 5280, 6). Nobody is asked whether one
 * was revoked: a host may have no network.
 *
 * @param verdict TRUSTED, EXPIRED or UNKNOWN_SIGNER
 * @param detail which certificate is out of its time, or why none vouches for it; may be empty
 */
record Chain(Verdict verdict, String detail) {
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final String ANY_PURPOSE = "2.5.29.37.0";

  /** Of a signer that is unknown and whose time is over the latter is said: trust mends nothing. */
  static Chain of(CertPath path, Collection<X509Certificate> trusted) {
    Chain found = against(path, trusted);
    if (found.verdict() != Verdict.UNKNOWN_SIGNER) {
      return found;
    }
    Chain own = inTime((X509Certificate) path.getCertificates().getFirst(), Instant.now());
    return own.verdict() == Verdict.EXPIRED ? own : found;
  }

  private static Chain against(CertPath path, Collection<X509Certificate> trusted) {
    List<X509Certificate> below = new ArrayList<>();
    Set<TrustAnchor> anchors = new HashSet<>();
    trusted.forEach(each -> anchors.add(new TrustAnchor(each, null)));
    Instant now = Instant.now();
    for (var each : path.getCertificates()) {
      X509Certificate certificate = (X509Certificate) each;
      if (trusted.contains(certificate)) {
        break;
      }
      below.add(certificate);
    }
    try {
      if (below.isEmpty()) {
        return inTime((X509Certificate) path.getCertificates().getFirst(), now);
      }
      if (anchors.isEmpty()) {
        return new Chain(Verdict.UNKNOWN_SIGNER, "");
      }
      return validate(below, anchors, now);
    } catch (GeneralSecurityException e) {
      return new Chain(Verdict.UNKNOWN_SIGNER, String.valueOf(e.getMessage()));
    }
  }

  private static Chain validate(List<X509Certificate> below, Set<TrustAnchor> anchors, Instant now)
      throws GeneralSecurityException {
    var parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    try {
      var result =
          (PKIXCertPathValidatorResult)
              CertPathValidator.getInstance("PKIX")
                  .validate(
                      CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
      X509Certificate signer = below.getFirst();
      return isForCode(signer)
          ? inTime(result.getTrustAnchor().getTrustedCert(), now)
          : new Chain(Verdict.UNKNOWN_SIGNER, "its certificate is not meant for signing code");
    } catch (CertPathValidatorException e) {
      if (e.getReason() == CertPathValidatorException.BasicReason.EXPIRED
          || e.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID) {
        return inTime(below.get(Math.max(0, e.getIndex())), now);
      }
      boolean noAnchor = e.getReason() == PKIXReason.NO_TRUST_ANCHOR;
      return new Chain(Verdict.UNKNOWN_SIGNER, noAnchor ? "" : String.valueOf(e.getMessage()));
    }
  }

  /** One that an authority gave for something else, such as a web server, does not do. */
  private static boolean isForCode(X509Certificate signer) throws CertificateException {
    List<String> purposes = signer.getExtendedKeyUsage();
    return purposes == null || purposes.contains(CODE_SIGNING) || purposes.contains(ANY_PURPOSE);
  }

  private static Chain inTime(X509Certificate certificate, Instant now) {
    String who = certificate.getSubjectX500Principal().getName();
    Instant begin = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (end.isBefore(now)) {
      return new Chain(Verdict.EXPIRED, who + " expired on " + TrustStore.day(end));
    }
    if (begin.isAfter(now)) {
      return new Chain(Verdict.EXPIRED, who + " is not valid before " + TrustStore.day(begin));
    }
    return new Chain(Verdict.TRUSTED, "");
  }
}
