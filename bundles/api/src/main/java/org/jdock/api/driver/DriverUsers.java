package org.jdock.api.driver;

import java.util.List;

/** Says who uses a driver. Offered as a service by each engine bundle that uses drivers. */
public interface DriverUsers {
  /**
   * The users of a driver now, by names that people know, such as a container's.
   *
   * @param kind {@code storage}, {@code network}, {@code log}, {@code security}, {@code runtime} or
   *     {@code volume}
   * @param name the driver's name
   */
  List<String> usersOf(String kind, String name);
}
