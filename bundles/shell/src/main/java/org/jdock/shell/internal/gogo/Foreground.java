package org.jdock.shell.internal.gogo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.apache.logging.log4j.LogManager;

/**
 * The job that holds a session's terminal. Gogo loses one that is interrupted in the moment of its
 * start: nothing ends it and nothing else may come to the foreground. Here the prompt comes back
 * whatever the job does about its interrupt; one that goes on, goes on in the background.
 */
final class Foreground {
  private static final Executor SOON =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  /** When a job that is starting can be interrupted. */
  private static final Executor BEGUN =
      CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

  private final CommandSession session;
  private final AtomicBoolean early = new AtomicBoolean();

  /** Of a session that has no job yet. */
  Foreground(CommandSession session) {
    this.session = session;
    session.setJobListener((job, before, now) -> {
      if (now == Job.Status.Foreground && early.getAndSet(false)) {
        BEGUN.execute(() -> interrupt(job));
      }
    });
  }

  /**
   * Interrupts the job in the foreground; one that is about to come there, as soon as it does.
   * Thread-safe.
   */
  void interrupt() {
    early.set(true);
    Job job = session.foregroundJob();
    if (job != null) {
      early.set(false);
      interrupt(job);
    }
  }

  private static void interrupt(Job job) {
    job.interrupt();
    SOON.execute(() -> release(job));
  }

  /** A line is being read: what was interrupted before does not concern the next job. */
  void none() {
    early.set(false);
  }

  /** Takes the terminal from a job that kept it though its line was carried out. Thread-safe. */
  void release() {
    Job job = session.foregroundJob();
    if (job != null) {
      release(job);
    }
  }

  private static void release(Job job) {
    if (job.status() == Job.Status.Foreground) {
      try {
        job.background();
      } catch (IllegalStateException e) {
        LogManager.getLogger(Foreground.class).trace("Ended meanwhile", e);
      }
    }
  }
}
