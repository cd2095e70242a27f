package org.jdock.spi.network;

import java.util.List;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes networks and their endpoints true in the kernel.
 *
 * <p><b>Terms.</b> A <i>sandbox</i> is a container's network namespace, made and owned by the
 * engine, with {@code lo} up. An <i>endpoint</i> joins a sandbox to a network. Addresses, names and
 * the reservation of host ports are the engine's: a driver is told them.
 *
 * <p><b>Desired state.</b> Each call says what shall be; repeating it changes nothing. {@link
 * #reconcile} says all of it at once, and repairs by difference what a firewall reload, a reboot or
 * another version of the driver left otherwise: it never tears down what is right, and removes what
 * carries the daemon's mark (see {@code DriverContext.daemonId}) but is not wanted.
 */
@ConsumerType
public interface NetworkDriver extends Driver {
  /** Capability: endpoints may have port mappings. */
  String PORTS = "ports";

  /** What a container on a network of this driver gets. */
  Sandboxing sandboxing();

  /**
   * Where the ranges come from of networks whose user names none, in the order in which they are
   * tried; empty for the engine's. It is asked once for each network. Since 1.1.
   */
  default List<AddressPool> addressPools() {
    return List.of();
  }

  /**
   * Makes a network.
   *
   * @throws DriverException INVALID for a spec that can't be; CONFLICT when a kernel object that is
   *     not this daemon's stands in the way
   */
  void create(NetworkSpec network) throws DriverException;

  /** Takes a network away; nothing happens when there is none. May leave slow deletions running. */
  void remove(NetworkSpec network) throws DriverException;

  /**
   * Joins a sandbox to a network.
   *
   * @return what became of it
   * @throws DriverException NOT_FOUND when the network or the namespace is not there
   */
  EndpointState join(NetworkSpec network, EndpointSpec endpoint) throws DriverException;

  /** Undoes a join; the namespace may be gone already. */
  void leave(NetworkSpec network, EndpointSpec endpoint) throws DriverException;

  /**
   * Makes exactly these networks and endpoints true again.
   *
   * @return what could not be repaired, each as a line for the log
   */
  List<String> reconcile(List<NetworkSpec> networks, List<EndpointSpec> endpoints)
      throws DriverException;
}
