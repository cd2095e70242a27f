package com.example.jdock.hostonly;

import org.jdock.spi.network.NetworkDriver;
import org.jdock.tck.network.NetworkDriverSuite;

/** The conformance kit on this driver; it asks for new instances. */
class HostOnlyDriverTest extends NetworkDriverSuite {
  @Override
  protected NetworkDriver newDriver() {
    return new HostOnlyDriver();
  }
}
