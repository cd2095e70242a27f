package org.jdock.driver.runtime.oci;

import java.util.List;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.tck.runtime.RuntimeDriverSuite;

class CrunDriverTest extends RuntimeDriverSuite {
  @Override
  protected RuntimeDriver create() {
    return new CrunDriver(new Settings("crun", "conmon", List.of(), true));
  }
}
