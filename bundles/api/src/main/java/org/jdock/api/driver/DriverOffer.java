package org.jdock.api.driver;

/**
 * A driver that can be had, as an index lists it.
 *
 * @param kind {@code storage}, {@code network}, {@code log}, {@code security}, {@code runtime} or
 *     {@code volume}
 * @param name its name
 * @param version its bundle's version
 * @param vendor who makes it; may be empty
 * @param summary what it does, in a line; may be empty
 * @param source what to give {@code install} or {@code upgrade}
 */
public record DriverOffer(
    String kind, String name, String version, String vendor, String summary, String source) {}
