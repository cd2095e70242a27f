package org.jdock.driver.network.hostnone;

import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.network.Sandboxing;
import org.osgi.service.component.annotations.Component;

/** Containers get a network namespace with nothing but lo. */
@Component(service = NetworkDriver.class, property = "jdock.driver=none")
public final class NoneNetworkDriver extends Unconnected {
  @Override
  public Sandboxing sandboxing() {
    return Sandboxing.ISOLATED;
  }
}
