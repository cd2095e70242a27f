package org.jdock.linux.namespace;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A platform thread for one task that changes its namespaces, and ends with it. */
final class NamespaceThread {
  private NamespaceThread() {}

  /** Runs the task; X stands for what it throws beside IOException. */
  @SuppressWarnings("unchecked") // a task's checked exceptions are IOException and X
  static <T, X extends Exception> T run(Callable<T> task) throws IOException, X {
    var result = new FutureTask<>(task);
    Thread thread =
        Thread.ofPlatform()
            .name("jdock-namespace")
            .inheritInheritableThreadLocals(false)
            .start(result);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          thread.join();
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException x -> throw x;
        case Error x -> throw x;
        case Exception x -> throw (X) x;
        case null, default -> throw new IllegalStateException(e);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
