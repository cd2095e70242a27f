package org.jdock.driver.runtime.oci;

import java.util.List;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.tck.runtime.RuntimeDriverSuite;

class RuncDriverTest extends RuntimeDriverSuite {
  @Override
  protected RuntimeDriver create() {
    return new RuncDriver(new Settings("runc", "conmon", List.of(), false));
  }
}
