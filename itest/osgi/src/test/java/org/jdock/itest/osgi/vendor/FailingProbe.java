package org.jdock.itest.osgi.vendor;

import org.jdock.spi.Probe;

/** A driver that no host can run. */
public final class FailingProbe extends NoSinks {
  @Override
  public Probe probe() {
    return Probe.no("frobnicator not found", "install the frobnicator package");
  }
}
