package org.jdock.container.internal.lifecycle;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs changes of one container one after the other, in the order in which they come, each to its
 * end whatever becomes of the one who asked. Thread-safe.
 */
final class SerialQueue {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean working;

  /** Adds a change. */
  <T> CompletableFuture<T> submit(Supplier<T> change) {
    CompletableFuture<T> result = new CompletableFuture<>();
    add(() -> {
      try {
        result.complete(change.get());
      } catch (Throwable e) { // the one who asked gets it
        result.completeExceptionally(e);
      }
    });
    return result;
  }

  /** Adds a change that nobody waits for; a failure is logged. */
  void later(String what, Runnable change) {
    add(() -> Undo.attempt(what, change::run));
  }

  private void add(Runnable change) {
    synchronized (waiting) {
      waiting.add(change);
      if (working) {
        return;
      }
      working = true;
    }
    Thread.ofVirtual().name("container").start(this::work);
  }

  /** Adds a change and waits for it. */
  <T> T run(Supplier<T> change) {
    return get(submit(change));
  }

  /** Adds a change and waits for it. */
  void run(Runnable change) {
    get(
        submit(() -> {
          change.run();
          return true;
        }));
  }

  /** The result, or what was thrown, itself. */
  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException r) {
        throw r;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw e;
    } catch (CancellationException e) {
      throw new IllegalStateException("a change was cancelled", e);
    }
  }

  private void work() {
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private @Nullable Runnable next() {
    synchronized (waiting) {
      Runnable next = waiting.poll();
      if (next == null) {
        working = false;
      }
      return next;
    }
  }
}
