package org.jdock.spi.runtime;

/**
 * Which OCI runtime a driver uses.
 *
 * @param name such as {@code runc}
 * @param version such as {@code 1.1.5}
 * @param commit the runtime's commit; empty when it does not say
 * @param path the program
 */
public record RuntimeInfo(String name, String version, String commit, String path) {}
