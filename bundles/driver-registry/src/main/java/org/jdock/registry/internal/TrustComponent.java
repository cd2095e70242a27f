package org.jdock.registry.internal;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.ProblemException;
import org.jdock.api.trust.DriverTrust;
import org.jdock.api.trust.Examination;
import org.jdock.api.trust.TrustRemoval;
import org.jdock.api.trust.TrustedCertificate;
import org.jdock.registry.internal.bundle.DriverTracker;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.registry.trust.TrustGuard;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Trust as operators manage it. */
@Component(service = DriverTrust.class)
public final class TrustComponent implements DriverTrust {
  private static final Logger LOG = LogManager.getLogger(TrustComponent.class);

  private final RegistryComponent registry;
  private final TrustGuard guard;

  /** Over the registry's drivers. */
  @Activate
  public TrustComponent(@Reference RegistryComponent registry) {
    this.registry = registry;
    this.guard = registry.guard();
  }

  @Override
  public List<TrustedCertificate> list() {
    return guard.store().list();
  }

  @Override
  public TrustedCertificate add(Path certificate) {
    TrustedCertificate added = guard.store().add(certificate);
    LOG.info("{} is trusted from now on: {}", added.subject(), added.fingerprint());
    return added;
  }

  @Override
  public TrustRemoval remove(String name) {
    TrustedCertificate removed = guard.store().find(name);
    Collection<X509Certificate> before = guard.store().certificates().values();
    guard.store().remove(removed);
    Collection<X509Certificate> after = guard.store().certificates().values();
    LOG.info("{} is no longer trusted: {}", removed.subject(), removed.fingerprint());
    List<String> untrusted = new ArrayList<>();
    for (Slot slot : registry.registry().slots()) {
      Path jar = Path.of(slot.source().location());
      if (registry.registry().serves(slot) && trusted(jar, before) && !trusted(jar, after)) {
        untrusted.add(slot.id().toString());
      }
    }
    return new TrustRemoval(removed, untrusted);
  }

  private boolean trusted(Path jar, Collection<X509Certificate> certificates) {
    try {
      return guard.examine(jar, certificates).trusted();
    } catch (ProblemException e) {
      LOG.debug("{} can't be looked at: {}", jar, e.getMessage());
      return false;
    }
  }

  @Override
  public String doubts(String driver) {
    for (Slot slot : registry.registry().slots()) {
      if (slot.id().toString().equals(driver) && registry.registry().serves(slot)) {
        Bundle owner = DriverTracker.ownerOf(slot);
        return owner == null ? "" : guard.doubts(owner);
      }
    }
    return "";
  }

  @Override
  public Examination examine(Path jar) {
    return guard.examine(jar);
  }
}
