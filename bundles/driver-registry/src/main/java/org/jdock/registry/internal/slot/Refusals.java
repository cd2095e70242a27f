package org.jdock.registry.internal.slot;

import java.time.Duration;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.registry.internal.call.CallPool;

/** Why a call does not come about. */
final class Refusals {
  private Refusals() {}

  static void refuseNested(DriverId id) {
    if (CallPool.kindOfThisThread() == id.kind().type()) {
      throw ProblemException.failed(
          "a driver call of kind " + id.kind().text() + " within another of the same kind", null);
    }
  }

  /** Marks the thread as interrupted again. */
  static ProblemException interrupted(String label) {
    Thread.currentThread().interrupt();
    return unavailable("interrupted while waiting for " + label);
  }

  static ProblemException unavailable(String text) {
    return new ProblemException(Problem.UNAVAILABLE, text);
  }

  static String seconds(Duration d) {
    return d.toMillis() / 1000.0 + " s";
  }
}
