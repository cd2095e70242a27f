package org.jdock.driver.network.hostnone;

import org.jdock.spi.network.NetworkDriver;
import org.jdock.tck.network.NetworkDriverSuite;

class NoneNetworkDriverTest extends NetworkDriverSuite {
  @Override
  protected NetworkDriver newDriver() {
    return new NoneNetworkDriver();
  }
}
