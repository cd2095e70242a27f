package org.jdock.api.driver;

import java.util.List;

/**
 * How a driver is configured.
 *
 * @param kind its kind
 * @param name its name
 * @param file the path of its file, which need not exist
 * @param problem why the file does not hold as it stands; empty when it does
 * @param settings the keys that the driver takes
 */
public record DriverConfiguration(
    String kind, String name, String file, String problem, List<DriverSetting> settings) {
  /** Keeps its own copy. */
  public DriverConfiguration {
    settings = List.copyOf(settings);
  }
}
