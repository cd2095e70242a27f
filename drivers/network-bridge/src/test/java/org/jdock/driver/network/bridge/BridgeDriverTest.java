package org.jdock.driver.network.bridge;

import org.jdock.spi.network.NetworkDriver;
import org.jdock.tck.network.NetworkDriverSuite;

class BridgeDriverTest extends NetworkDriverSuite {
  @Override
  protected NetworkDriver newDriver() {
    return new BridgeDriver();
  }
}
