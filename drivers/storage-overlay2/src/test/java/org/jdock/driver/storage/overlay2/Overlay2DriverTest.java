package org.jdock.driver.storage.overlay2;

import org.jdock.spi.storage.StorageDriver;
import org.jdock.tck.storage.StorageDriverTck;

/** Storage driver overlay2 against the contract. */
public class Overlay2DriverTest extends StorageDriverTck {
  @Override
  protected StorageDriver newDriver() {
    return new Overlay2Driver();
  }
}
