package org.jdock.spi.runtime;

/**
 * A container as its runtime sees it.
 *
 * @param id the container's
 * @param status as OCI says: {@code creating}, {@code created}, {@code running}, {@code stopped},
 *     or {@code paused}
 * @param pid of the first process; 0 when it has ended
 */
public record RuntimeContainer(String id, String status, int pid) {}
