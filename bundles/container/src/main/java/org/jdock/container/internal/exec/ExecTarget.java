package org.jdock.container.internal.exec;

import java.util.Map;

/**
 * A running container as far as an exec must know it.
 *
 * @param id 64 hexadecimal digits
 * @param name without a leading slash
 * @param image as the user gave it
 * @param labels the container's, for events
 * @param runtime the runtime driver's name
 * @param pid of its first process, in the host's namespace
 * @param homeGiven whether HOME was asked for; else it is its user's home, and another user has
 *     another
 * @param running whether it runs, and is not paused
 * @param paused whether it is paused
 */
public record ExecTarget(
    String id,
    String name,
    String image,
    Map<String, String> labels,
    String runtime,
    int pid,
    boolean homeGiven,
    boolean running,
    boolean paused) {
  /** Keeps its own copy. */
  public ExecTarget {
    labels = Map.copyOf(labels);
  }
}
