package org.jdock.driver.log.jsonfile;

import org.jdock.spi.log.LogDriver;
import org.jdock.tck.log.LogDriverSuite;

class JsonFileDriverTest extends LogDriverSuite {
  @Override
  protected LogDriver newDriver() {
    return new JsonFileDriver();
  }
}
