package org.jdock.driver.plugin.v1.client;

import java.time.Duration;

/**
 * How long a call may take; both together stay below the engine's limit of a driver call, 60 s.
 *
 * @param absent how long a plugin that is not there is waited for
 * @param answer how long one that is there may take for its answer
 */
public record Patience(Duration absent, Duration answer) {
  private static final Duration MOST_ABSENT = Duration.ofSeconds(20);
  private static final Duration WORK = Duration.ofSeconds(35);
  private static final Duration QUESTION = Duration.ofSeconds(8);

  /**
   * For what changes something.
   *
   * @param absent cut to 20 s
   */
  public static Patience work(Duration absent) {
    return new Patience(absent.compareTo(MOST_ABSENT) > 0 ? MOST_ABSENT : absent, WORK);
  }

  /** For what only asks: many wait for it, so it does not wait for a plugin. */
  public static Patience question() {
    return new Patience(Duration.ZERO, QUESTION);
  }
}
