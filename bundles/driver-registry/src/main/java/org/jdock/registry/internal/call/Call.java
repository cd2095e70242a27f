package org.jdock.registry.internal.call;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One call on its way: who runs it, since when, and whether its caller still waits. */
public final class Call<T> implements Runnable {
  private final Class<?> kind;
  private final String label;
  private final Callable<T> work;
  private final Runnable after;
  private final Semaphore permits;
  private final AtomicBoolean permit = new AtomicBoolean(true);
  private final long since = System.nanoTime();
  final CompletableFuture<T> answer = new CompletableFuture<>();
  private volatile @Nullable Thread thread;
  private volatile boolean abandoned;
  private volatile boolean ended;

  Call(Class<?> kind, String label, Callable<T> work, Runnable after, Semaphore permits) {
    this.kind = kind;
    this.label = label;
    this.work = work;
    this.after = after;
    this.permits = permits;
  }

  @Override
  public void run() {
    DriverThread me = (DriverThread) Thread.currentThread();
    me.setName(label);
    me.kind = kind;
    thread = me;
    T value = null;
    Throwable failure = null;
    try {
      value = work.call();
    } catch (Throwable e) { // also errors: a driver that can't be linked must not hang its caller
      failure = e;
    }
    thread = null;
    me.kind = null;
    // The lease is back before the caller goes on: who replaces a driver then counts on it.
    finish();
    if (failure == null) {
      answer.complete(value);
    } else {
      answer.completeExceptionally(failure);
    }
  }

  private void finish() {
    ended = true;
    givePermit();
    after.run();
  }

  /** Never ran, and never will. */
  void reject() {
    finish();
  }

  /** Its caller waits no longer; its thread is no longer counted, and so replaced. */
  void abandon() {
    abandoned = true;
    givePermit();
  }

  private void givePermit() {
    if (permit.compareAndSet(true, false)) {
      permits.release();
    }
  }

  /** Whether its caller gave up while it went on. */
  public boolean abandoned() {
    return abandoned;
  }

  /** Whether it has ended. */
  public boolean done() {
    return ended;
  }

  /** For people: where it is now, and for how long. */
  public String describe() {
    long seconds = (System.nanoTime() - since) / 1_000_000_000L;
    Thread running = thread;
    StackTraceElement[] stack =
        running == null ? new StackTraceElement[0] : running.getStackTrace();
    String where = stack.length == 0 ? "" : " in " + stack[0];
    return label + " for " + seconds + " s" + where;
  }
}
