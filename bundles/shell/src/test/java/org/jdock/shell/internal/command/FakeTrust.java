package org.jdock.shell.internal.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jdock.api.trust.DriverTrust;
import org.jdock.api.trust.Examination;
import org.jdock.api.trust.TrustRemoval;
import org.jdock.api.trust.TrustedCertificate;
import org.jdock.api.trust.Verdict;

/** One certificate, which a driver hangs on. */
final class FakeTrust implements DriverTrust {
  private static final TrustedCertificate VENDOR =
      new TrustedCertificate(
          "vendor",
          "CN=Vendor",
          "CN=Vendor",
          "AB:CD",
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2027-01-01T00:00:00Z"));

  @Override
  public List<TrustedCertificate> list() {
    return List.of(VENDOR);
  }

  @Override
  public TrustedCertificate add(Path certificate) {
    return VENDOR;
  }

  @Override
  public TrustRemoval remove(String name) {
    return new TrustRemoval(VENDOR, List.of("log/json-file"));
  }

  @Override
  public Examination examine(Path jar) {
    return new Examination(Verdict.UNSIGNED, "", "", "it is not signed");
  }

  @Override
  public String doubts(String driver) {
    return driver.equals("log/json-file") ? "it is not signed" : "";
  }
}
