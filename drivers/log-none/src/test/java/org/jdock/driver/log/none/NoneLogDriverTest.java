package org.jdock.driver.log.none;

import org.jdock.spi.log.LogDriver;
import org.jdock.tck.log.LogDriverSuite;

class NoneLogDriverTest extends LogDriverSuite {
  @Override
  protected LogDriver newDriver() {
    return new NoneLogDriver();
  }
}
