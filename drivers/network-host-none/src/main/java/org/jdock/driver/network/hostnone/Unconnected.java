package org.jdock.driver.network.hostnone;

import java.util.List;
import java.util.Map;
import org.jdock.spi.DriverException;
import org.jdock.spi.Probe;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.EndpointState;
import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.network.NetworkSpec;

/** A driver with nothing to do in the kernel, since the sandbox alone makes the difference. */
abstract class Unconnected implements NetworkDriver {
  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public void create(NetworkSpec network) throws DriverException {
    if (!network.subnets().isEmpty()) {
      throw new DriverException(
          DriverException.Kind.INVALID, "network " + network.name() + " takes no subnets");
    }
  }

  @Override
  public void remove(NetworkSpec network) {
    // there is nothing of it
  }

  @Override
  public EndpointState join(NetworkSpec network, EndpointSpec endpoint) throws DriverException {
    if (!endpoint.ports().isEmpty()) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "network " + network.name() + " does not support published ports");
    }
    return new EndpointState("", Map.of());
  }

  @Override
  public void leave(NetworkSpec network, EndpointSpec endpoint) {
    // there is nothing of it
  }

  @Override
  public List<String> reconcile(List<NetworkSpec> networks, List<EndpointSpec> endpoints) {
    return List.of();
  }
}
