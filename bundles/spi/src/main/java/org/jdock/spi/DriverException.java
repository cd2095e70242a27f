package org.jdock.spi;

import org.jspecify.annotations.Nullable;

/**
 * A driver's refusal or failure. The message says what was tried, why it failed and, where there is
 * one, the remedy: users read it as it stands.
 */
public class DriverException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong, in terms that the engine can act on. More kinds may be added. */
  public enum Kind {
    /** The request makes no sense: malformed or contradictory. */
    INVALID,
    /** The driver lacks the capability; another driver may have it. */
    UNSUPPORTED,
    /** What the request names does not exist. */
    NOT_FOUND,
    /** It exists already, or is in a state that forbids the request. */
    CONFLICT,
    /** Something outside is missing or down; the same request may succeed later. */
    UNAVAILABLE,
    /** The work was tried and failed. */
    FAILED
  }

  private final Kind kind;

  /** A refusal without a cause. */
  public DriverException(Kind kind, String message) {
    this(kind, message, null);
  }

  /** A failure with its cause. */
  public DriverException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What went wrong. */
  public final Kind kind() {
    return kind;
  }
}
