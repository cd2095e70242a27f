package org.jdock.shell.internal.gogo;

import java.time.Duration;
import org.apache.logging.log4j.LogManager;

/** Waits. Gogo's own sleep complains about the interrupt by which it is meant to be ended. */
public final class Sleep {
  /**
   * Waits for so many seconds, or until it is interrupted.
   *
   * @param seconds 0 or more
   */
  public void sleep(double seconds) {
    if (!(seconds >= 0 && seconds < Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("sleep: not a number of seconds: " + seconds);
    }
    try {
      Thread.sleep(Duration.ofMillis(Math.round(seconds * 1000)));
    } catch (InterruptedException e) {
      // Ctrl-C: over, as any other command that was interrupted. Thrown, or kept as the thread's
      // state, it would make Gogo leave its job in the foreground for good.
      LogManager.getLogger(Sleep.class).trace("Ended by an interrupt", e);
    }
  }
}
