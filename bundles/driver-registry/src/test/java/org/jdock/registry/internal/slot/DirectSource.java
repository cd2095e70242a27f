package org.jdock.registry.internal.slot;

import org.jdock.spi.Driver;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** A driver that is there already, without a bundle. */
public record DirectSource(Version version, Driver driver) implements DriverSource {
  @Override
  public String bundle() {
    return "";
  }

  @Override
  public String location() {
    return "";
  }

  @Override
  public @Nullable ClassLoader loader() {
    return null;
  }

  @Override
  public Driver make() {
    return driver;
  }

  @Override
  public void discard() {
    // whoever made it keeps it
  }
}
