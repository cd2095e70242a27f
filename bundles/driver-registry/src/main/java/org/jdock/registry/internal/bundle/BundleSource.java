package org.jdock.registry.internal.bundle;

import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.internal.slot.DriverSource;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** A driver as a service of a bundle's. */
record BundleSource(BundleContext context, ServiceReference<?> reference, Bundle owner)
    implements DriverSource {
  @Override
  public Version version() {
    return owner.getVersion();
  }

  @Override
  public String bundle() {
    return Bundles.name(owner);
  }

  @Override
  public String location() {
    return Bundles.path(owner);
  }

  @Override
  public boolean instance() {
    return reference.getProperty(DriverConfigurations.INSTANCE) != null;
  }

  @Override
  public @Nullable ClassLoader loader() {
    return Bundles.loader(owner);
  }

  @Override
  public Driver make() throws DriverException {
    Object service = context.getService(reference);
    if (service instanceof Driver driver) {
      return driver;
    }
    String failure = Constructors.failure(context, reference);
    throw new DriverException(
        DriverException.Kind.FAILED,
        "bundle "
            + bundle()
            + " "
            + version()
            + " did not give its driver: "
            + (failure.isEmpty()
                ? "its constructor failed or something that it needs is missing; the daemon's log"
                    + " says more"
                : failure));
  }

  @Override
  public void discard() {
    try {
      context.ungetService(reference);
    } catch (IllegalStateException e) {
      // The registry itself is stopping: the framework has given it back.
      return;
    }
  }
}
