package org.jdock.image.internal.snapshot;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdock.api.ProblemException;

/** Platform threads for what blocks in the kernel; they end when idle. Thread-safe. */
public final class Workers implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("image-", 0).factory());

  /** Starts some work. */
  public <T> Future<T> start(Callable<T> work) {
    return threads.submit(work);
  }

  /** Starts work that tells its end itself. */
  public void execute(Runnable work) {
    threads.execute(work);
  }

  /** Does some work and waits for it. */
  public <T> T run(Callable<T> work) {
    return await(start(work));
  }

  /**
   * Waits for work; an interrupt of the waiting thread interrupts the work.
   *
   * @throws ProblemException what the work threw, or FAILED with its message
   */
  public static <T> T await(Future<T> work) {
    try {
      return work.get();
    } catch (InterruptedException e) {
      work.cancel(true);
      Thread.currentThread().interrupt();
      throw ProblemException.failed("context canceled", e);
    } catch (ExecutionException e) {
      throw problem(e.getCause() == null ? e : e.getCause());
    }
  }

  /** A failure as a problem. */
  public static ProblemException problem(Throwable failure) {
    return switch (failure) {
      case ProblemException p -> p;
      case IOException e -> ProblemException.failed(String.valueOf(e.getMessage()), e);
      case Error e -> throw e;
      default -> ProblemException.failed(String.valueOf(failure), failure);
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
