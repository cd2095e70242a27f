package org.jdock.launcher.settings;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.DriverSettings;
import org.jdock.api.config.Settings;

/** The settings that hold now, and those who want to know of changes. Thread-safe. */
public final class LiveSettings implements Settings {
  private final List<Consumer<DaemonSettings>> listeners = new CopyOnWriteArrayList<>();
  private volatile DaemonSettings current;
  private volatile DriverSettings drivers;

  /** Begins with these. */
  public LiveSettings(DaemonSettings current, DriverSettings drivers) {
    this.current = current;
    this.drivers = drivers;
  }

  @Override
  public DaemonSettings current() {
    return current;
  }

  @Override
  public DriverSettings drivers() {
    return drivers;
  }

  @Override
  public AutoCloseable onChange(Consumer<DaemonSettings> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** From now on what is wanted, but for what only a restart can change. */
  void change(DaemonSettings wanted, DriverSettings from) {
    drivers =
        new DriverSettings(
            drivers.directory(), from.indexes(), from.mavenLocal(), from.mavenRepositories());
    var old = current;
    var now =
        new DaemonSettings(
            old.hosts(),
            old.dataRoot(),
            old.execRoot(),
            old.daemonId(),
            old.cgroupParent(),
            wanted.registryMirrors(),
            wanted.insecureRegistries(),
            old.bridge(),
            old.bridgeAddress(),
            old.storageDriver(),
            wanted.logDriver(),
            wanted.logOptions(),
            wanted.runtime(),
            wanted.securityProfile(),
            wanted.dns(),
            wanted.stopTimeoutSeconds(),
            wanted.debug());
    if (now.equals(old)) {
      return;
    }
    current = now;
    for (var listener : listeners) {
      try {
        listener.accept(now);
      } catch (RuntimeException e) {
        LogManager.getLogger(LiveSettings.class)
            .warn("A change of the settings was not taken in by {}", listener, e);
      }
    }
  }
}
