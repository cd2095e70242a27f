package org.jdock.volume.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.spi.DriverException;
import org.jdock.spi.Options;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.spi.volume.VolumeInfo;

/** Calls of volume drivers, a lease each. */
record VolumeDrivers(DriverRegistry registry) {
  void create(String driver, String name, Map<String, String> options) {
    var specs = registry.call(VolumeDriver.class, driver, VolumeDriver::options);
    try {
      Options.check("volume driver " + driver, specs, options);
    } catch (DriverException e) {
      throw ProblemException.invalid("create " + name + ": " + e.getMessage());
    }
    run(driver, d -> d.create(name, options));
  }

  void remove(String driver, String name) {
    run(driver, d -> d.remove(name));
  }

  Path mount(String driver, String name, String holder) {
    return registry.call(VolumeDriver.class, driver, d -> d.mount(name, holder));
  }

  void unmount(String driver, String name, String holder) {
    run(driver, d -> d.unmount(name, holder));
  }

  VolumeInfo stat(String driver, String name) {
    return registry.call(VolumeDriver.class, driver, d -> d.stat(name));
  }

  List<VolumeInfo> list(String driver) {
    return registry.call(VolumeDriver.class, driver, VolumeDriver::list);
  }

  List<String> names() {
    return registry.names(VolumeDriver.class).stream()
        .filter(n -> registry.ready(VolumeDriver.class, n))
        .toList();
  }

  String scope(String driver) {
    boolean global =
        registry.capabilities(VolumeDriver.class, driver).contains(VolumeDriver.GLOBAL);
    return global ? "global" : "local";
  }

  private interface Call {
    void on(VolumeDriver driver) throws Exception;
  }

  private void run(String driver, Call call) {
    registry.call(
        VolumeDriver.class,
        driver,
        d -> {
          call.on(d);
          return true;
        });
  }
}
