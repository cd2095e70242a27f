package org.jdock.shell.internal.args;

/** A command was called in a way that it does not understand; nothing was done. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public UsageException(String message) {
    super(message);
  }

  /** The message; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
