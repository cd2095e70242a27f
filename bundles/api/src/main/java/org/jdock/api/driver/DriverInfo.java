package org.jdock.api.driver;

import java.util.List;

/**
 * A driver as operators see it.
 *
 * @param kind {@code storage}, {@code network}, {@code log}, {@code security}, {@code runtime} or
 *     {@code volume}
 * @param name its name
 * @param version its bundle's version
 * @param state {@code INSTALLED}, {@code ACTIVE}, {@code DRAINING}, {@code UNHEALTHY}, {@code
 *     DISABLED} or {@code UNAVAILABLE}
 * @param reason why it is not active, with the remedy, or why its configuration does not hold;
 *     empty when all is well
 * @param bundle symbolic name
 * @param location the path of its jar
 * @param users names of what uses it now
 * @param capabilities what it declares
 */
public record DriverInfo(
    String kind,
    String name,
    String version,
    String state,
    String reason,
    String bundle,
    String location,
    List<String> users,
    List<String> capabilities) {
  /** Keeps its own copies. */
  public DriverInfo {
    users = List.copyOf(users);
    capabilities = List.copyOf(capabilities);
  }
}
