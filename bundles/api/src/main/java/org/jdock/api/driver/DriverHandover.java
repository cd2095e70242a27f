package org.jdock.api.driver;

/**
 * Implemented by those who had a driver make what outlives its calls, such as networks in the
 * kernel. Thread-safe.
 */
public interface DriverHandover {
  /**
   * Has the version of a driver that serves since now take over what the one before it made. Blocks
   * until it has; what needs nothing of the kind returns at once.
   *
   * @param kind {@code network}, for instance
   * @throws org.jdock.api.ProblemException when it can't: an upgrade is taken back then
   */
  void takeOver(String kind, String name);
}
