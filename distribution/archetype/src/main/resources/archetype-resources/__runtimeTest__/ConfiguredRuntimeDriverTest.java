package ${package};

import java.util.List;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.tck.runtime.RuntimeDriverSuite;

/** The conformance kit on this driver; with another runtime than runc: mvn -Druntime=PATH package. */
class ConfiguredRuntimeDriverTest extends RuntimeDriverSuite {
  @Override
  protected RuntimeDriver create() {
    return new ConfiguredRuntimeDriver(
        System.getProperty("runtime", "runc"), "conmon", List.of());
  }
}
