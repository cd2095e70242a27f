package org.jdock.driver.network.bridge;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.linux.net.Netlink;

/**
 * Deletes links after the answer, since the kernel takes its time. What a crash cuts short is found
 * by the daemon's mark and collected by {@code reconcile}. Thread-safe.
 */
final class Deletions {
  private static final Logger LOG = LogManager.getLogger(Deletions.class);

  private final Map<String, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();
  private final ExecutorService worker;

  Deletions() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("jdock-bridge-delete").factory());
    one.allowCoreThreadTimeOut(true);
    worker = one;
  }

  /** What is done once the link is gone. */
  @FunctionalInterface
  interface After {
    void run() throws IOException;
  }

  /** Deletes a link of the calling thread's network namespace. */
  void start(String link, After after) throws IOException {
    Netlink netlink = Netlink.open(); // here: the worker may live in another namespace
    CompletableFuture<Void> done = new CompletableFuture<>();
    pending.put(link, done);
    worker.execute(() -> {
      try (netlink) {
        Devices.delete(netlink, link);
        after.run();
      } catch (IOException e) {
        LOG.warn("Link {} is left until the next reconciliation: {}", link, e.toString());
      } finally {
        pending.remove(link, done);
        done.complete(null);
      }
    });
  }

  /** Waits until a link of that name is no longer about to go. */
  void await(String link) {
    CompletableFuture<Void> running = pending.get(link);
    if (running != null) {
      running.join();
    }
  }

  /** Waits for all of them. */
  void close() {
    worker.close();
  }
}
