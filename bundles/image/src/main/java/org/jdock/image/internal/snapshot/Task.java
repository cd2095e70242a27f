package org.jdock.image.internal.snapshot;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jdock.api.ProblemException;
import org.jspecify.annotations.Nullable;

/** Work on a platform thread that can be stopped, and is over when {@link #stop} returns. */
public final class Task<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private @Nullable Thread thread;
  private boolean stopped;

  private Task() {}

  /** Starts it. */
  public static <T> Task<T> start(Workers workers, Callable<T> work) {
    var task = new Task<T>();
    workers.execute(() -> task.run(work));
    return task;
  }

  private void run(Callable<T> work) {
    synchronized (this) {
      if (stopped) {
        result.completeExceptionally(ProblemException.failed("context canceled", null));
        return;
      }
      thread = Thread.currentThread();
    }
    Runnable end;
    try {
      T value = work.call();
      end = () -> result.complete(value);
    } catch (Throwable e) { // whoever waits for it throws it
      end = () -> result.completeExceptionally(e);
    }
    synchronized (this) {
      thread = null; // the pool's next task must not be interrupted
    }
    end.run();
  }

  /** Waits for its result; throws as {@link Workers#await} does. */
  public T await() {
    return Workers.await(result);
  }

  /** Interrupts it and waits for its end; nothing happens if it is over. */
  public void stop() {
    synchronized (this) {
      stopped = true;
      if (thread != null) {
        thread.interrupt();
      }
    }
    result.handle((value, failure) -> true).join();
  }
}
