package org.jdock.shell.internal.gogo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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

  private Foreground() {}

  /** Interrupts the job in the foreground, if there is one. Thread-safe. */
  static void interrupt(CommandSession session) {
    Job job = session.foregroundJob();
    if (job != null) {
      job.interrupt();
      SOON.execute(() -> release(job));
    }
  }

  /** Takes the terminal from a job that kept it though its line was carried out. Thread-safe. */
  static void release(CommandSession session) {
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
