package org.jdock.network.internal.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Takes sandboxes away after the answer, in the order asked for. When too many wait, those who ask
 * do the work themselves. Thread-safe.
 */
final class Teardown implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Teardown.class);
  private static final int WAITING = 128;

  private final Map<String, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor worker;

  Teardown() {
    worker =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("jdock-network-teardown").factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());
    worker.allowCoreThreadTimeOut(true);
  }

  void start(String containerId, Runnable work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    pending.put(containerId, done);
    worker.execute(() -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.warn("The network of container {} is not taken away whole", containerId, e);
      } finally {
        pending.remove(containerId, done);
        done.complete(null);
      }
    });
  }

  /** Waits until the container's sandbox is no longer about to go. */
  void await(String containerId) {
    CompletableFuture<Void> running = pending.get(containerId);
    if (running != null) {
      running.join();
    }
  }

  /**
   * Waits for all that were asked for.
   *
   * @return whether there were any
   */
  boolean flush() {
    List<CompletableFuture<Void>> all = List.copyOf(pending.values());
    all.forEach(CompletableFuture::join);
    return !all.isEmpty();
  }

  /** Waits for all of them. */
  @Override
  public void close() {
    worker.close();
  }
}
