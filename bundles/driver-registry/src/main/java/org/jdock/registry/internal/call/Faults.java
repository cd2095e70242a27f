package org.jdock.registry.internal.call;

import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.spi.DriverException;

/** The one place where what drivers throw becomes what the engine throws. */
public final class Faults {
  private Faults() {}

  /**
   * What a caller is told.
   *
   * @param driver for the message: {@code kind/name}
   */
  public static ProblemException problem(String driver, Throwable thrown) {
    return switch (thrown) {
      case ProblemException known -> known;
      case DriverException refusal ->
          new ProblemException(kind(refusal.kind()), message(refusal), refusal);
      default ->
          ProblemException.failed("driver " + driver + " failed unexpectedly: " + thrown, thrown);
    };
  }

  /** Whether it is the driver that is at fault, not what was asked of it. */
  public static boolean fault(Throwable thrown) {
    return !(thrown instanceof ProblemException || thrown instanceof DriverException);
  }

  private static String message(DriverException e) {
    String text = e.getMessage();
    return text == null ? e.kind().name() : text;
  }

  private static Problem kind(DriverException.Kind kind) {
    return switch (kind) {
      case INVALID -> Problem.INVALID;
      case UNSUPPORTED -> Problem.UNSUPPORTED;
      case NOT_FOUND -> Problem.NOT_FOUND;
      case CONFLICT -> Problem.CONFLICT;
      case UNAVAILABLE -> Problem.UNAVAILABLE;
      default -> Problem.FAILED;
    };
  }
}
