package org.jdock.registry.internal.call;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls on a bounded number of platform threads, since a native call would hold up the carrier
 * of a virtual one. Permits bound it, not the executor: a call that is abandoned gives its permit
 * back, so that its thread is replaced. Thread-safe.
 */
public final class CallPool implements AutoCloseable {
  private final Semaphore permits;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), DriverThread::new);

  /** A pool of at most so many threads whose callers wait. */
  public CallPool(int size) {
    permits = new Semaphore(size);
  }

  /** The kind of the driver call that this very thread is running; null outside of any. */
  public static @Nullable Class<?> kindOfThisThread() {
    return Thread.currentThread() instanceof DriverThread d ? d.kind : null;
  }

  /**
   * Waits for a thread to be free, then takes it for {@link #run}.
   *
   * @return whether there was one in time
   */
  public boolean reserve(Duration limit) throws InterruptedException {
    return permits.tryAcquire() || permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Gives back what {@link #reserve} took when there is nothing to run after all. */
  public void unreserve() {
    permits.release();
  }

  /**
   * Runs work on the reserved thread, and parks until it is done. All errors of the work's come as
   * {@link ExecutionException}.
   *
   * @param started told of the call before it runs
   * @param after run once on any thread when the work has ended, however late
   * @throws TimeoutException after the limit; the work goes on without its caller
   */
  public <T> T run(
      Class<?> kind,
      String label,
      Duration limit,
      Callable<T> work,
      Consumer<Call<?>> started,
      Consumer<Call<?>> after)
      throws ExecutionException, TimeoutException, InterruptedException {
    var self = new Object[1];
    Call<T> call = new Call<>(kind, label, work, () -> after.accept((Call<?>) self[0]), permits);
    self[0] = call;
    started.accept(call);
    try {
      threads.execute(call);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      call.reject();
      throw new ExecutionException(e);
    }
    try {
      return call.answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | InterruptedException e) {
      call.abandon();
      throw e;
    }
  }

  /** Takes no more calls; those that run go on, on daemon threads. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
