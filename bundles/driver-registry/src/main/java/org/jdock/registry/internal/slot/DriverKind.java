package org.jdock.registry.internal.slot;

import org.jdock.spi.Driver;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jdock.spi.security.SecurityDriver;
import org.jdock.spi.storage.StorageDriver;
import org.jdock.spi.volume.VolumeDriver;

/** The kinds of drivers. */
public enum DriverKind {
  /** Layers and root file systems. */
  STORAGE("storage", StorageDriver.class),
  /** Networks. */
  NETWORK("network", NetworkDriver.class),
  /** What containers print. */
  LOG("log", LogDriver.class),
  /** What containers may do. */
  SECURITY("security", SecurityDriver.class),
  /** What runs containers. */
  RUNTIME("runtime", RuntimeDriver.class),
  /** Named volumes. */
  VOLUME("volume", VolumeDriver.class);

  private final String text;
  private final Class<? extends Driver> type;

  DriverKind(String text, Class<? extends Driver> type) {
    this.text = text;
    this.type = type;
  }

  /** As operators write it. */
  public String text() {
    return text;
  }

  /** The interface of its drivers. */
  public Class<? extends Driver> type() {
    return type;
  }

  /** What Docker says of a name that it does not know. */
  String unknown(String name) {
    return switch (this) {
      case LOG -> "error looking up logging plugin " + name + ": plugin \"" + name + "\" not found";
      case VOLUME ->
          "error looking up volume plugin " + name + ": plugin \"" + name + "\" not found";
      case RUNTIME -> "unknown or invalid runtime name: " + name;
      case NETWORK ->
          "could not find network plugin " + name + ": plugin \"" + name + "\" not found";
      case STORAGE -> "storage driver \"" + name + "\" not found";
      case SECURITY -> "security profile \"" + name + "\" not found";
    };
  }

  /**
   * The kind of an interface.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static DriverKind of(Class<?> type) {
    for (DriverKind kind : values()) {
      if (kind.type == type) {
        return kind;
      }
    }
    throw new IllegalArgumentException(type + " is no kind of driver");
  }
}
