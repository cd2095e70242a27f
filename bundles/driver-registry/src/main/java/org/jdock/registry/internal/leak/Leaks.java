package org.jdock.registry.internal.leak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Looks, some time after a version has ended, at what it left: threads at first, its classes after
 * the JVM has collected all garbage twice. Tells of what it finds once, and keeps looking until it
 * is gone. Thread-safe.
 */
public final class Leaks implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Leaks.class);
  private static final int COLLECTIONS = 2;
  private static final Leak NONE = new Leak(List.of(), "", List.of(), false);

  private final LeakLimits limits;
  private final Consumer<Leak> told;
  private final Map<Ended, Thread> watched = new ConcurrentHashMap<>();
  private final Map<Ended, Leak> found = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Looks at nothing yet.
   *
   * @param told of each leak, on a thread of its own
   */
  public Leaks(LeakLimits limits, Consumer<Leak> told) {
    this.limits = limits;
    this.told = told;
  }

  /**
   * A version has ended.
   *
   * @param drivers those of its bundle, {@code kind/name}
   * @param gone whether its bundle is uninstalled; one that is only stopped keeps its classes
   */
  public void ended(List<String> drivers, String version, ClassLoader loader, boolean gone) {
    serves(loader);
    Ended one = new Ended(drivers, version, loader, gone);
    Thread thread = Thread.ofVirtual().name("driver-leaks").unstarted(() -> watch(one));
    watched.put(one, thread);
    thread.start();
    if (closed) {
      forget(one);
    }
  }

  /** A version that had ended serves again, or is about to: what it has is its own. */
  public void serves(ClassLoader loader) {
    for (Ended each : watched.keySet()) {
      if (each.of(loader)) {
        forget(each);
      }
    }
  }

  /**
   * What ended versions of a driver left that is still there; by its name, with or without kind.
   */
  public List<Leak> of(String driver) {
    return found.entrySet().stream()
        .filter(each -> each.getKey().of(driver))
        .map(Map.Entry::getValue)
        .toList();
  }

  private void watch(Ended one) {
    long end = System.nanoTime();
    try {
      Thread.sleep(limits.threads());
      long before = -1;
      while (look(one, false)) {
        Duration ago = Duration.ofNanos(System.nanoTime() - end);
        if (one.gone() && ago.compareTo(limits.classes()) >= 0) {
          before = before < 0 ? FullCollections.full() : before;
          if (ago.compareTo(limits.patience()) >= 0 && FullCollections.full() < before + 2) {
            collect();
          }
          boolean collected = FullCollections.full() >= before + COLLECTIONS;
          if (collected && !look(one, true)) {
            return;
          }
        }
        Thread.sleep(limits.again());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      forget(one);
    }
  }

  /** Halts the daemon for a moment: an hour after a change of drivers at the earliest. */
  private static void collect() {
    System.gc();
  }

  /** Whether to go on looking. */
  private boolean look(Ended one, boolean classes) {
    Leak before = found.getOrDefault(one, NONE);
    Leak left = one.left(classes || before.classes());
    if (left.isEmpty()) {
      if (found.remove(one) != null) {
        LOG.info("Nothing is left of {} {} any more", before.drivers(), before.version());
      }
      return one.gone() && !one.unloaded();
    }
    boolean news =
        (left.classes() && !before.classes())
            || (before.threads().isEmpty() && !left.threads().isEmpty());
    if (watched.containsKey(one)) {
      found.put(one, left);
      if (news) {
        LOG.warn("Driver {}: {}", String.join(", ", left.drivers()), left.text());
        told.accept(left);
      }
    }
    return true;
  }

  private void forget(Ended one) {
    Thread thread = watched.remove(one);
    found.remove(one);
    if (thread != null && !thread.equals(Thread.currentThread())) {
      thread.interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    watched.keySet().forEach(this::forget);
  }
}
