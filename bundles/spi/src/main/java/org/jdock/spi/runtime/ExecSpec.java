package org.jdock.spi.runtime;

/**
 * One more process in a container.
 *
 * @param containerId where
 * @param execId 64 hexadecimal digits
 * @param monitor its files, in a directory of its own
 * @param processJson an OCI {@code process} object
 * @param terminal true for a terminal, as the process object says
 * @param stdin true when stdin is open; it ends with the client that closes it
 */
public record ExecSpec(
    String containerId,
    String execId,
    MonitorFiles monitor,
    String processJson,
    boolean terminal,
    boolean stdin) {}
