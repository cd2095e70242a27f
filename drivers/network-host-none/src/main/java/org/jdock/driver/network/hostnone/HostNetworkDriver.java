package org.jdock.driver.network.hostnone;

import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.network.Sandboxing;
import org.osgi.service.component.annotations.Component;

/** Containers share the host's network namespace. */
@Component(service = NetworkDriver.class, property = "jdock.driver=host")
public final class HostNetworkDriver extends Unconnected {
  @Override
  public Sandboxing sandboxing() {
    return Sandboxing.HOST;
  }
}
