package org.jdock.spi.network;

/**
 * A published port.
 *
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param hostAddress the address that is listened on, {@code 0.0.0.0} for all
 * @param hostPort 1 to 65535
 * @param containerPort 1 to 65535
 */
public record PortMapping(String protocol, String hostAddress, int hostPort, int containerPort) {}
