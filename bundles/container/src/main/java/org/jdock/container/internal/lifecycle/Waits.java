package org.jdock.container.internal.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jdock.container.internal.exit.Exit;

/** Those who wait for one container. Thread-safe. */
final class Waits {
  private final Set<CompletableFuture<Integer>> exits = identities();
  private final Set<CompletableFuture<Integer>> removals = identities();
  private boolean gone;
  private int lastCode;

  private static Set<CompletableFuture<Integer>> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** Answered with the exit code by the next {@link #ended}. */
  synchronized CompletableFuture<Integer> nextExit() {
    CompletableFuture<Integer> wait = new CompletableFuture<>();
    exits.add(wait);
    return wait;
  }

  /** Answered with the last exit code once the container is removed. */
  synchronized CompletableFuture<Integer> removal() {
    CompletableFuture<Integer> wait = new CompletableFuture<>();
    if (gone) {
      wait.complete(lastCode);
    } else {
      removals.add(wait);
    }
    return wait;
  }

  /** Says that it has ended. */
  void ended(int code) {
    List<CompletableFuture<Integer>> told;
    synchronized (this) {
      told = List.copyOf(exits);
      exits.clear();
    }
    told.forEach(w -> w.complete(code));
  }

  /** Says that it is removed. */
  void removed(int code) {
    List<CompletableFuture<Integer>> told;
    synchronized (this) {
      gone = true;
      lastCode = code;
      told = new ArrayList<>(removals);
      told.addAll(exits); // it will never run again
      removals.clear();
      exits.clear();
    }
    told.forEach(w -> w.complete(code));
  }

  /** Says that it could not be removed, to those who wait for that. */
  void notRemoved(RuntimeException why) {
    List<CompletableFuture<Integer>> told;
    synchronized (this) {
      told = List.copyOf(removals);
      removals.clear();
    }
    told.forEach(w -> w.completeExceptionally(why));
  }

  /** Gives up waiting. */
  @SuppressWarnings("UndefinedEquals") // the sets compare identities
  synchronized void forget(CompletableFuture<Integer> wait) {
    exits.remove(wait);
    removals.remove(wait);
  }

  /** How a process ended that no one saw end. */
  static Exit unseen(long nowNanos) {
    return new Exit(255, nowNanos, false);
  }
}
