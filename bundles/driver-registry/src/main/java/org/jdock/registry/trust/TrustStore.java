package org.jdock.registry.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.jdock.api.ProblemException;
import org.jdock.api.trust.TrustedCertificate;
import org.jdock.registry.internal.context.DurableFiles;

/**
 * The certificates in {@code drivers/trust/} of the data root, a PEM file (RFC 7468) each. Read
 * anew each time: whoever provisions a host may lay them there.
 */
public final class TrustStore {
  private static final String END = ".pem";
  private static final int WIDTH = 64;
  private static final long MOST_BYTES = 1 << 20;

  private final Supplier<Path> directory;

  TrustStore(Supplier<Path> directory) {
    this.directory = directory;
  }

  /** All, sorted by name. */
  public List<TrustedCertificate> list() {
    return certificates().entrySet().stream()
        .map(each -> described(each.getKey(), each.getValue()))
        .toList();
  }

  /** All by name. A file that can't be understood is left out, with a warning. */
  public synchronized Map<String, X509Certificate> certificates() {
    Map<String, X509Certificate> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.get(), "*" + END)) {
      for (Path file : files) {
        try {
          String name = String.valueOf(file.getFileName());
          found.put(name.substring(0, name.length() - END.length()), read(file));
        } catch (IOException | CertificateException e) {
          LogManager.getLogger(TrustStore.class)
              .warn("{} holds no certificate and counts for nothing: {}", file, e.getMessage());
        }
      }
    } catch (NoSuchFileException e) {
      return found;
    } catch (IOException e) {
      LogManager.getLogger(TrustStore.class)
          .error("{} can't be read: no signer is trusted", directory.get(), e);
    }
    return found;
  }

  /** Adds one; durable when it returns. */
  public synchronized TrustedCertificate add(Path file) {
    X509Certificate certificate = given(file);
    Instant end = certificate.getNotAfter().toInstant();
    if (end.isBefore(Instant.now())) {
      throw ProblemException.invalid(
          file + " expired on " + day(end) + ": nothing that it signed is trusted");
    }
    Map<String, X509Certificate> known = certificates();
    known.forEach((name, other) -> {
      if (other.equals(certificate)) {
        throw ProblemException.conflict(file + " is trusted already, as " + name);
      }
    });
    String name = name(file);
    Path kept = directory.get().resolve(name + END);
    if (Files.exists(kept)) {
      throw ProblemException.conflict(
          "there is another certificate " + name + ": remove that, or name the file differently");
    }
    try {
      DurableFiles.write(kept, pem(certificate));
    } catch (IOException | CertificateException e) {
      throw ProblemException.failed(kept + " can't be written: " + e.getMessage(), e);
    }
    return described(name, certificate);
  }

  /** Removes one. */
  public synchronized void remove(TrustedCertificate certificate) {
    Path file = directory.get().resolve(certificate.name() + END);
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw ProblemException.failed(file + " can't be deleted: " + e.getMessage(), e);
    }
  }

  /**
   * The one of that name or fingerprint.
   *
   * @throws ProblemException NOT_FOUND
   */
  public TrustedCertificate find(String name) {
    return list().stream()
        .filter(each ->
            each.name().equals(name)
                || Fingerprints.plain(each.fingerprint()).equals(Fingerprints.plain(name)))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.notFound(
                "there is no certificate "
                    + name
                    + " in the trust store: jdock driver trust list names them"));
  }

  private static X509Certificate given(Path file) {
    if (!Files.isRegularFile(file)) {
      throw ProblemException.invalid("there is no file " + file);
    }
    try {
      return read(file);
    } catch (IOException | CertificateException e) {
      throw ProblemException.invalid(file + " is not a certificate, PEM or DER: " + e.getMessage());
    }
  }

  private static X509Certificate read(Path file) throws IOException, CertificateException {
    if (Files.size(file) > MOST_BYTES) {
      throw new CertificateException("it is too large");
    }
    var in = new ByteArrayInputStream(Files.readAllBytes(file));
    var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
    if (all.size() == 1 && all.iterator().next() instanceof X509Certificate only) {
      return only;
    }
    throw new CertificateException("it holds " + all.size() + " of them; one a file, please");
  }

  private static String name(Path file) {
    String whole = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.(pem|crt|cer|der)$", "");
    String safe = whole.replaceAll("[^a-zA-Z0-9_.-]", "_").replaceFirst("^[.-]+", "");
    return safe.isEmpty() ? "certificate" : safe;
  }

  private static String pem(X509Certificate certificate) throws CertificateException {
    var lines = Base64.getMimeEncoder(WIDTH, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static TrustedCertificate described(String name, X509Certificate certificate) {
    return new TrustedCertificate(
        name,
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        Fingerprints.of(certificate),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
