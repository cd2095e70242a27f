package org.jdock.spi.network;

/**
 * Ranges of one size that networks without one of their own are given.
 *
 * @param base what they are cut out of, such as {@code 10.50.0.0/16}
 * @param size length of their prefix, such as 24; at least that of the base
 */
public record AddressPool(String base, int size) {}
