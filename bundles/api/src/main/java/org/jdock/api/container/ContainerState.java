package org.jdock.api.container;

/**
 * A container's state; the fields are those of the Engine API.
 *
 * @param status {@code created running paused restarting removing exited dead}
 * @param pid of its first process in the host's namespace; 0 when it does not run
 * @param exitCode of the last run
 * @param error why the last start failed; empty when it did not
 * @param startedAt RFC 3339; {@code 0001-01-01T00:00:00Z} for never
 * @param finishedAt likewise
 */
public record ContainerState(
    String status,
    boolean running,
    boolean paused,
    boolean restarting,
    boolean oomKilled,
    boolean dead,
    int pid,
    int exitCode,
    String error,
    String startedAt,
    String finishedAt) {}
