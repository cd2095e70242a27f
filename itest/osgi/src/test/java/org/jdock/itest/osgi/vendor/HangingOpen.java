package org.jdock.itest.osgi.vendor;

import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;

/** A driver that does not come back from being opened until a property is set. */
public final class HangingOpen extends NoSinks {
  /** The property. */
  public static final String RELEASE = "jdock.test.release";

  @Override
  public void open(DriverContext context) throws DriverException {
    while (System.getProperty(RELEASE) == null) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new DriverException(DriverException.Kind.FAILED, "interrupted", e);
      }
    }
  }
}
