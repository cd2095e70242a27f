package org.jdock.network.internal.sandbox;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was made, to be undone in reverse. Used by one thread. */
final class Undo {
  private final Deque<Step> steps = new ArrayDeque<>();

  /** Undoes one step. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  void push(Step step) {
    steps.push(step);
  }

  /** Undoes all; what fails is told with the cause. */
  void run(Exception cause) {
    for (Step step : steps) {
      try {
        step.run();
      } catch (IOException | RuntimeException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
