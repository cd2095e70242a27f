package org.jdock.container.internal.state;

import org.jdock.api.network.Sandbox;
import org.jdock.container.internal.health.Health;
import org.jspecify.annotations.Nullable;

/**
 * What changes while a container lives. Immutable.
 *
 * @param status its status
 * @param pid its first process; 0 when there is none
 * @param pidStart when that started, in ticks since boot, so that pid and start are one process
 * @param bootId of the boot in which pid was given; empty for none
 * @param exitCode of the last run
 * @param error why the last start failed; empty when it did not
 * @param oomKilled whether the last run ended for want of memory
 * @param startedAt nanoseconds since the epoch; 0 for never
 * @param finishedAt likewise
 * @param manuallyStopped whether someone stopped it, so that {@code unless-stopped} keeps it so
 * @param restartCount restarts by its policy since it was started by someone
 * @param sandbox its network while it runs; null for none
 * @param health how well it is; null for one without a health check, or that never ran
 */
public record RunState(
    Status status,
    int pid,
    long pidStart,
    String bootId,
    int exitCode,
    String error,
    boolean oomKilled,
    long startedAt,
    long finishedAt,
    boolean manuallyStopped,
    int restartCount,
    @Nullable Sandbox sandbox,
    @Nullable Health health) {
  /** Of a container that was just made. */
  public static final RunState NEW =
      new RunState(Status.CREATED, 0, 0, "", 0, "", false, 0, 0, false, 0, null, null);

  /** Running from now on. */
  public RunState started(
      int newPid, long newPidStart, String boot, long at, @Nullable Sandbox network) {
    return new RunState(
        Status.RUNNING.after(status),
        newPid,
        newPidStart,
        boot,
        0,
        "",
        false,
        at,
        finishedAt,
        false,
        restartCount,
        network,
        null);
  }

  /** Ended; it waits to be started again when {@code again} says so. */
  public RunState ended(int code, boolean oom, long at, boolean again) {
    Status after = again ? Status.RESTARTING : Status.EXITED;
    return new RunState(
        after.after(status),
        0,
        0,
        "",
        code,
        error,
        oom,
        startedAt,
        at,
        manuallyStopped,
        again ? restartCount + 1 : restartCount,
        null,
        health);
  }

  /** A start failed; the status stays. */
  public RunState failed(int code, String why) {
    return new RunState(
        status == Status.RESTARTING ? Status.EXITED : status,
        0,
        0,
        "",
        code,
        why,
        false,
        startedAt,
        finishedAt,
        manuallyStopped,
        restartCount,
        null,
        health);
  }

  /** With another status that may follow. */
  public RunState with(Status next) {
    return new RunState(
        next.after(status),
        pid,
        pidStart,
        bootId,
        exitCode,
        error,
        oomKilled,
        startedAt,
        finishedAt,
        manuallyStopped,
        restartCount,
        sandbox,
        health);
  }

  /** With the network as it is. */
  public RunState with(@Nullable Sandbox network) {
    return new RunState(
        status,
        pid,
        pidStart,
        bootId,
        exitCode,
        error,
        oomKilled,
        startedAt,
        finishedAt,
        manuallyStopped,
        restartCount,
        network,
        health);
  }

  /** As well as that. */
  public RunState withHealth(@Nullable Health now) {
    return new RunState(
        status,
        pid,
        pidStart,
        bootId,
        exitCode,
        error,
        oomKilled,
        startedAt,
        finishedAt,
        manuallyStopped,
        restartCount,
        sandbox,
        now);
  }

  /** Stopped by someone. */
  public RunState stoppedManually() {
    return new RunState(
        status,
        pid,
        pidStart,
        bootId,
        exitCode,
        error,
        oomKilled,
        startedAt,
        finishedAt,
        true,
        restartCount,
        sandbox,
        health);
  }

  /** With restarts counted anew. */
  public RunState countedAnew() {
    return new RunState(
        status,
        pid,
        pidStart,
        bootId,
        exitCode,
        error,
        oomKilled,
        startedAt,
        finishedAt,
        manuallyStopped,
        0,
        sandbox,
        health);
  }
}
