package org.jdock.launcher.host;

/** Why the daemon can't start, in one line for people. */
public final class StartException extends Exception {
  /** One line, without a full stop. */
  public StartException(String message) {
    super(message);
  }

  /** One line, without a full stop, and what was behind it. */
  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
