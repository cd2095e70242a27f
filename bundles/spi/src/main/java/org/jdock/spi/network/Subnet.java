package org.jdock.spi.network;

/**
 * A range of addresses and the host's own address in it.
 *
 * @param cidr such as {@code 172.17.0.0/16}
 * @param gateway such as {@code 172.17.0.1}
 */
public record Subnet(String cidr, String gateway) {}
