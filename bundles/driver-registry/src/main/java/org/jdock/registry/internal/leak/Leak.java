package org.jdock.registry.internal.leak;

import java.util.List;

/**
 * What a version left behind.
 *
 * @param drivers those of its bundle, {@code kind/name}
 * @param version that ended
 * @param threads names of threads that still run
 * @param classes whether its classes can't be unloaded
 */
public record Leak(List<String> drivers, String version, List<String> threads, boolean classes) {
  private static final int NAMED = 5;

  /** Keeps its own copies. */
  public Leak {
    drivers = List.copyOf(drivers);
    threads = List.copyOf(threads);
  }

  /** Whether there is nothing after all. */
  boolean isEmpty() {
    return threads.isEmpty() && !classes;
  }

  /** For people: what it is, and what would mend it. */
  public String text() {
    var said = new StringBuilder("version " + version + " has ended but left ");
    if (!threads.isEmpty()) {
      said.append(threads.size() == 1 ? "a thread" : threads.size() + " threads")
          .append(" running (")
          .append(String.join(", ", threads.subList(0, Math.min(NAMED, threads.size()))))
          .append(threads.size() > NAMED ? ", ...)" : ")");
    }
    if (classes) {
      said.append(threads.isEmpty() ? "" : " and ").append("its classes in memory");
    }
    return said.append(
            ": its vendor must end what it starts when it is closed; a restart of the daemon frees"
                + " it, containers run on")
        .toString();
  }
}
