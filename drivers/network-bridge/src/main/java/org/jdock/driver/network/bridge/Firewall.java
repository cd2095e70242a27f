package org.jdock.driver.network.bridge;

import java.util.List;
import org.jdock.spi.DriverException;

/** The rules of one daemon in the calling thread's network namespace. Not thread-safe. */
interface Firewall {
  /**
   * Makes exactly these rules true, whatever was there; changes nothing when they are.
   *
   * @return true when something had to be changed
   */
  boolean ensure(List<BridgeNetwork> networks, List<PublishedPort> ports) throws DriverException;

  /** Adds ports to rules that are true otherwise. FAILED when they are not. */
  void publish(List<PublishedPort> ports) throws DriverException;

  /** Takes ports out of rules that are true otherwise. FAILED when they are not. */
  void unpublish(List<PublishedPort> ports) throws DriverException;
}
