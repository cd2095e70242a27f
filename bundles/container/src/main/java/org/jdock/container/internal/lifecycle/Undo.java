package org.jdock.container.internal.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What takes back the steps done so far, the last first. For one thread. */
final class Undo {
  private static final Logger LOG = LogManager.getLogger(Undo.class);

  private record Step(String what, Action action) {}

  /** Takes a step back. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  private final Deque<Step> steps = new ArrayDeque<>();

  void push(String what, Action action) {
    steps.push(new Step(what, action));
  }

  /** Takes all back; a failure is logged and does not keep the others from it. */
  void run() {
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      attempt(step.what, step.action);
    }
  }

  /** Does something that must not keep what follows from being done. */
  static boolean attempt(String what, Action action) {
    try {
      action.run();
      return true;
    } catch (Exception e) {
      LOG.warn("{} failed: {}", what, e.toString());
      LOG.debug("{} failed", what, e);
      return false;
    }
  }
}
