package org.jdock.api.driver;

import java.util.List;

/**
 * One key of a driver's configuration.
 *
 * @param name the key
 * @param type {@code String}, {@code Integer}, {@code Boolean} or another of OSGi's metatype
 * @param values what holds; more than one only for a list
 * @param defaults what holds when the file does not say
 * @param range bounds or allowed values, for people; empty when there are none
 * @param text one line for people
 */
public record DriverSetting(
    String name,
    String type,
    List<String> values,
    List<String> defaults,
    String range,
    String text) {
  /** Keeps its own copies. */
  public DriverSetting {
    values = List.copyOf(values);
    defaults = List.copyOf(defaults);
  }
}
