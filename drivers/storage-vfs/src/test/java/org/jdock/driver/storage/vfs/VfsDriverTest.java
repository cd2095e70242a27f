package org.jdock.driver.storage.vfs;

import org.jdock.spi.storage.StorageDriver;
import org.jdock.tck.storage.StorageDriverTck;

/** Storage driver vfs against the contract. */
public class VfsDriverTest extends StorageDriverTck {
  @Override
  protected StorageDriver newDriver() {
    return new VfsDriver();
  }
}
