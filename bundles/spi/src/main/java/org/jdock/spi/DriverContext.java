package org.jdock.spi;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** What the engine lends to a driver. Thread-safe; valid from {@code open} to {@code close}. */
@ProviderType
public interface DriverContext {
  /** The driver's own directory, kept across reboots and versions; exists when it is given. */
  Path root();

  /** The driver's own directory that does not outlive a reboot; exists when it is given. */
  Path execRoot();

  /**
   * Tells this daemon, and this one of several instances of a driver, from others on the same host:
   * at most 6 characters of {@code [a-z0-9]}, for names of kernel objects such as firewall chains.
   */
  String daemonId();

  /** The parent cgroup that this daemon may use, without a leading slash. */
  String cgroupParent();

  /** What the engine remembers for this driver; every version of the driver sees the same. */
  DriverState state();
}
