package org.jdock.spi.security;

import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A security profile: a pure function from what was asked and what the host has to OCI settings.
 * Touches nothing; the same arguments give the same settings. Several profiles of one container are
 * combined by {@link SecuritySettings#restrict}, which can only take away.
 */
@ConsumerType
public interface SecurityDriver extends Driver {
  /**
   * Decides.
   *
   * @throws DriverException INVALID for an unknown capability or option, with Docker's wording;
   *     UNSUPPORTED when the host lacks what was asked for
   */
  SecuritySettings decide(SecurityRequest request, SecurityHost host) throws DriverException;
}
