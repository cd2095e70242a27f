package org.jdock.itest.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jdock.itest.engine.support.Run;

/** An operation that is done again and again while a test does something else; none may fail. */
final class Load implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final AtomicInteger done = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Thread worker;
  private volatile boolean over;

  private Load(String name, Supplier<Run.Outcome> operation) {
    worker =
        Thread.ofPlatform()
            .daemon()
            .name("load-" + name)
            .start(() -> {
              while (!over) {
                var outcome = operation.get();
                if (outcome.exit() != 0) {
                  failures.add(outcome.exit() + ": " + outcome.out() + outcome.err());
                }
                done.incrementAndGet();
              }
            });
  }

  /** Begins. */
  static Load of(String name, Supplier<Run.Outcome> operation) {
    return new Load(name, operation);
  }

  /** Waits for so many operations that begin and end from now on, and fails when any has failed. */
  void more(int count) throws InterruptedException {
    int wanted = done.get() + count + 1; // one may be under way
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (done.get() < wanted) {
      if (System.nanoTime() > deadline || !worker.isAlive()) {
        throw new AssertionError("only " + done + " of " + wanted + " operations are done");
      }
      Thread.sleep(10);
    }
    check();
  }

  private void check() {
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.size() + " of " + done + " failed: " + failures.getFirst());
    }
  }

  /** Ends, and fails when any operation has failed. */
  @Override
  public void close() {
    over = true;
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    check();
  }
}
