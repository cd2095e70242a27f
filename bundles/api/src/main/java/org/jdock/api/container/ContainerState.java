package org.jdock.api.container;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container's state; the fields are those of the Engine API.
 *
 * @param status {@code created running paused restarting removing exited dead}
 * @param pid of its first process in the host's namespace; 0 when it does not run
 * @param exitCode of the last run
 * @param error why the last start failed; empty when it did not
 * @param startedAt RFC 3339; {@code 0001-01-01T00:00:00Z} for never
 * @param finishedAt likewise
 * @param health null for one without a health check, or that never ran
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
    String finishedAt,
    @Nullable Health health) {
  /** Of one without a health check. */
  public ContainerState(
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
      String finishedAt) {
    this(
        status,
        running,
        paused,
        restarting,
        oomKilled,
        dead,
        pid,
        exitCode,
        error,
        startedAt,
        finishedAt,
        null);
  }

  /**
   * How well it is.
   *
   * @param status {@code starting healthy unhealthy}
   * @param failingStreak failures in a row
   * @param log the last five probes, oldest first
   */
  public record Health(String status, int failingStreak, List<HealthProbe> log) {}

  /**
   * One run of the health check.
   *
   * @param start RFC 3339
   * @param end likewise
   * @param exitCode 0 for healthy; -1 when it could not be run or took too long
   * @param output its first 4096 bytes, or why there is no exit code
   */
  public record HealthProbe(String start, String end, int exitCode, String output) {}
}
