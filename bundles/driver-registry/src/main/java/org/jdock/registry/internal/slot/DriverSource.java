package org.jdock.registry.internal.slot;

import org.jdock.spi.Driver;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** Where one version of a driver comes from. */
public interface DriverSource {
  /** Its bundle's version. */
  Version version();

  /** Its bundle's symbolic name. */
  String bundle();

  /** The path of its jar; empty when it has none. */
  String location();

  /** Whether a configuration made it, beside the driver that its bundle has by itself. */
  default boolean instance() {
    return false;
  }

  /** What loads its classes; null when that loads others too, or is not there. */
  @Nullable ClassLoader loader();

  /** Makes the driver; called once, on a driver thread. */
  Driver make() throws Exception;

  /** Gives back what {@link #make} made; called at most once. */
  void discard();
}
