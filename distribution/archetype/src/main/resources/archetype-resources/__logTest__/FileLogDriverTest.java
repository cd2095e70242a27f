package ${package};

import org.jdock.spi.log.LogDriver;
import org.jdock.tck.log.LogDriverSuite;

/** The conformance kit on this driver; it asks for new instances, and only for that. */
class FileLogDriverTest extends LogDriverSuite {
  @Override
  protected LogDriver newDriver() {
    return new FileLogDriver();
  }
}
