package org.jdock.registry.trust;

import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.Collection;
import org.jdock.api.trust.Examination;
import org.jdock.api.trust.Verdict;
import org.jspecify.annotations.Nullable;

/** Says what a signature is worth to this host, and what would mend it. */
final class Judge {
  private static final String ADD = "jdock driver trust add CERT";

  private Judge() {}

  static Examination examine(JarSignature signature, Collection<X509Certificate> trusted) {
    if (!signature.damage().isEmpty()) {
      return without(
          Verdict.TAMPERED,
          "it was changed after it was signed ("
              + signature.damage()
              + "): get it anew from its vendor");
    }
    if (signature.signers().isEmpty()) {
      return without(
          Verdict.UNSIGNED,
          (signature.leftover()
                  ? "its signature is incomplete or made by means that are no longer accepted"
                  : "it is not signed")
              + ": have it signed by its vendor, or by you (jarsigner), and trust that signer: "
              + ADD);
    }
    Examination best = null;
    for (CodeSigner signer : signature.signers()) {
      Examination one = of(signer, trusted);
      best = better(best, one) ? one : best;
    }
    return best == null ? without(Verdict.UNSIGNED, "it has no signer") : best;
  }

  private static boolean better(@Nullable Examination best, Examination one) {
    return best == null
        || one.trusted()
        || (one.verdict() == Verdict.EXPIRED && best.verdict() == Verdict.UNKNOWN_SIGNER);
  }

  private static Examination of(CodeSigner signer, Collection<X509Certificate> trusted) {
    var path = signer.getSignerCertPath();
    X509Certificate own = (X509Certificate) path.getCertificates().getFirst();
    String subject = own.getSubjectX500Principal().getName();
    String fingerprint = Fingerprints.of(own);
    Chain chain = Chain.of(path, trusted);
    String detail = chain.detail().isEmpty() ? "" : ": " + chain.detail();
    String reason =
        switch (chain.verdict()) {
          case TRUSTED -> "";
          case EXPIRED ->
              "it is signed by "
                  + subject
                  + ", but the certificate of "
                  + chain.detail()
                  + ": get it anew from its vendor, signed with a valid one";
          default ->
              "it is signed by "
                  + subject
                  + " (SHA-256 "
                  + fingerprint
                  + "), whom no trusted certificate vouches for"
                  + detail
                  + "; if you trust that signer: "
                  + ADD;
        };
    return new Examination(chain.verdict(), subject, fingerprint, reason);
  }

  static Examination without(Verdict verdict, String reason) {
    return new Examination(verdict, "", "", reason);
  }
}
