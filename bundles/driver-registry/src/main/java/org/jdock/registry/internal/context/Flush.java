package org.jdock.registry.internal.context;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A disk flush that goes on by itself. What speaks of the file, such as the state of drivers, is
 * written after {@link #await}: then a power cut leaves no name of a file that is torn.
 */
public final class Flush {
  private final FutureTask<Boolean> task;

  private Flush(FutureTask<Boolean> task) {
    this.task = task;
  }

  /** Starts one on a thread of its own: a flush would hold up the carrier of a virtual one. */
  static Flush start(Callable<Boolean> work) {
    FutureTask<Boolean> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("driver-flush").start(task);
    return new Flush(task);
  }

  /** One that is over. */
  static Flush over() {
    FutureTask<Boolean> task = new FutureTask<>(() -> true);
    task.run();
    return new Flush(task);
  }

  /**
   * Waits for it; may be called again.
   *
   * @throws IOException when the disk refused, or when the waiting thread is interrupted
   */
  public void await() throws IOException {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException refused) {
        throw refused;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it is written to the disk", e);
    }
  }
}
