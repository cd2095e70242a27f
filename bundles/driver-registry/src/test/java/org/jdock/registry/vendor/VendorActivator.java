package org.jdock.registry.vendor;

import java.util.Map;
import org.jdock.spi.Driver;
import org.jdock.spi.log.LogDriver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Registers the driver, as the manifest says. */
public final class VendorActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    String fault = String.valueOf(context.getBundle().getHeaders().get("X-Fault"));
    if (fault.equals("none")) {
      return;
    }
    if (fault.equals("start")) {
      VendorDriver.goOn();
    }
    String name = context.getBundle().getHeaders().get("X-Name");
    var _ =
        context.registerService(
            LogDriver.class.getName(),
            new ServiceFactory<LogDriver>() {
              @Override
              public LogDriver getService(
                  Bundle user, ServiceRegistration<LogDriver> registration) {
                return fault.equals("make") ? null : new VendorDriver(fault);
              }

              @Override
              public void ungetService(
                  Bundle user, ServiceRegistration<LogDriver> registration, LogDriver service) {
                // closed by the registry before
              }
            },
            FrameworkUtil.asDictionary(Map.of(Driver.NAME, name)));
  }

  @Override
  public void stop(BundleContext context) {
    // the framework takes the service back
  }
}
