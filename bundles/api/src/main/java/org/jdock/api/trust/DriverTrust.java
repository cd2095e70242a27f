package org.jdock.api.trust;

import java.nio.file.Path;
import java.util.List;

/**
 * The certificates that driver bundles are checked against. A bundle is checked before it resolves,
 * however it came; what runs already is checked again at the next start. Thread-safe; all methods
 * read or write files, and may block for that.
 */
public interface DriverTrust {
  /** All certificates, sorted by name. Files that hold none are left out, with a warning. */
  List<TrustedCertificate> list();

  /**
   * Trusts a certificate, from now on and over restarts.
   *
   * @param certificate a file with one certificate, PEM or DER; it is named after that file
   * @throws org.jdock.api.ProblemException INVALID when there is no such file, it does not hold
   *     exactly one certificate, or that has expired; CONFLICT when it is trusted already, or
   *     another one has its name; FAILED when it can't be written
   */
  TrustedCertificate add(Path certificate);

  /**
   * Trusts a certificate no longer. Drivers that serve go on until the next start.
   *
   * @param name its name, or its fingerprint with or without colons, in either case
   * @throws org.jdock.api.ProblemException NOT_FOUND; FAILED when its file can't be deleted
   */
  TrustRemoval remove(String name);

  /**
   * Looks at a jar.
   *
   * @throws org.jdock.api.ProblemException INVALID when there is no such file, or it is no jar
   */
  Examination examine(Path jar);

  /**
   * Why a driver is untrusted that serves all the same, with the remedy; empty when it is trusted,
   * or the policy does not ask.
   *
   * @param driver {@code kind/name}; of one that does not serve nothing is said
   */
  String doubts(String driver);
}
