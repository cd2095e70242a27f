package org.jdock.launcher.host;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.logging.log4j.LogManager;

/** What is to be undone, last first. One that fails does not keep the others from it. */
public final class Undo {
  /** A step back. */
  @FunctionalInterface
  public interface Step {
    /** Takes it. */
    void run() throws Exception;
  }

  private record Entry(String what, Step atEnd, Step afterFailure) {}

  private final Deque<Entry> entries = new ArrayDeque<>();
  private boolean successful;

  /** Adds a step that is the same after a success and after a failure. */
  public void push(String what, Step step) {
    push(what, step, step);
  }

  /**
   * Adds a step.
   *
   * @param what it undoes, for the log
   */
  public void push(String what, Step atEnd, Step afterFailure) {
    entries.push(new Entry(what, atEnd, afterFailure));
  }

  /** From here on it is an end, not a failure. */
  public void succeeded() {
    successful = true;
  }

  /** Takes all steps. */
  public void run() {
    while (!entries.isEmpty()) {
      var entry = entries.pop();
      try {
        (successful ? entry.atEnd() : entry.afterFailure()).run();
      } catch (Exception e) {
        LogManager.getLogger(Undo.class).warn("Giving up {}", entry.what(), e);
      }
    }
  }
}
