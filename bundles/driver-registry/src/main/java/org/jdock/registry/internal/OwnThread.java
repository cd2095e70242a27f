package org.jdock.registry.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs what keeps a processor busy for long on a platform thread. Virtual threads share as many
 * carriers as there are processors, and give one back only when they wait: with two of them, each
 * change of a driver would hold up half of the engine.
 */
final class OwnThread {
  private OwnThread() {}

  /**
   * Blocks until the work is done, and gives what it gives or throws. An interrupt goes to the
   * work.
   */
  static <T> T call(String name, Supplier<T> work) {
    if (!Thread.currentThread().isVirtual()) {
      return work.get();
    }
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = Thread.ofPlatform().daemon().name(name).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
