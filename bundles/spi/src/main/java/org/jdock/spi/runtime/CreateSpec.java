package org.jdock.spi.runtime;

/**
 * A container to be made.
 *
 * @param containerId 64 hexadecimal digits
 * @param name for people, without a leading slash
 * @param monitor its files; {@code directory} holds the OCI {@code config.json}
 * @param terminal true for a terminal, as the OCI config says
 * @param stdin true when stdin is open
 * @param stdinOnce true when stdin ends with the first client that closes it
 */
public record CreateSpec(
    String containerId,
    String name,
    MonitorFiles monitor,
    boolean terminal,
    boolean stdin,
    boolean stdinOnce) {}
