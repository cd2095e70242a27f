package org.jdock.registry.internal.leak;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A version that has ended. Keeps none of its classes in memory. */
final class Ended {
  private final List<String> drivers;
  private final String version;
  private final boolean gone;
  private final WeakReference<ClassLoader> loader;

  /**
   * One that has just ended.
   *
   * @param gone whether its bundle is uninstalled, so that its classes are to go
   */
  Ended(List<String> drivers, String version, ClassLoader loader, boolean gone) {
    this.drivers = List.copyOf(drivers);
    this.version = version;
    this.gone = gone;
    this.loader = new WeakReference<>(loader);
  }

  boolean gone() {
    return gone;
  }

  /** Whether nothing of it is in memory any more. */
  boolean unloaded() {
    return loader.refersTo(null);
  }

  boolean of(ClassLoader one) {
    return loader.refersTo(one);
  }

  boolean of(String driver) {
    return drivers.contains(driver) || drivers.stream().anyMatch(d -> d.endsWith("/" + driver));
  }

  /** What of it is there now. */
  Leak left(boolean classes) {
    ClassLoader own = loader.get();
    return new Leak(
        drivers, version, own == null ? List.of() : threads(own), classes && own != null);
  }

  /** Threads of its own classes, or started by it: those inherit the loader that its calls have. */
  private static List<String> threads(ClassLoader own) {
    List<String> found = new ArrayList<>();
    for (@Nullable Thread each : all()) {
      if (each != null
          && (Objects.equals(each.getContextClassLoader(), own)
              || Objects.equals(each.getClass().getClassLoader(), own))) {
        found.add(each.getName());
      }
    }
    found.sort(null);
    return found;
  }

  /** Without their stacks: those would halt the JVM for a moment. */
  private static @Nullable Thread[] all() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread[] found = new Thread[top.activeCount() * 2 + 16];
    top.enumerate(found, true);
    return found;
  }
}
