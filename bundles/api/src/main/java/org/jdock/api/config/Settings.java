package org.jdock.api.config;

import java.util.function.Consumer;

/** The settings that hold now. An OSGi service that the launcher offers. Thread-safe. */
public interface Settings {
  /** The settings that hold now. What depends on them asks each time. */
  DaemonSettings current();

  /** Where drivers come from; asked each time, like {@link #current()}. */
  default DriverSettings drivers() {
    return DriverSettings.under(current().dataRoot());
  }

  /**
   * Tells of changes that were made while running.
   *
   * @return ends it
   */
  AutoCloseable onChange(Consumer<DaemonSettings> listener);
}
