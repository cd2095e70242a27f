package org.jdock.container.internal.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Things done at the same time, on virtual threads. */
final class Parallel {
  private Parallel() {}

  /** Begins something. */
  static <T> CompletableFuture<T> begin(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("container-step")
        .start(() -> {
          try {
            result.complete(work.get());
          } catch (Throwable e) { // the one who waits gets it
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  /** Does all and waits for all; each must deal with its own failure. */
  static void all(Runnable... work) {
    List<CompletableFuture<Boolean>> running = new ArrayList<>();
    for (int i = 1; i < work.length; i++) {
      Runnable one = work[i];
      running.add(
          begin(() -> {
            one.run();
            return true;
          }));
    }
    work[0].run();
    running.forEach(SerialQueue::get);
  }
}
