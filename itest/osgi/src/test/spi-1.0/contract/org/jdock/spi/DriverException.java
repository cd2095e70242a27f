package org.jdock.spi;

public class DriverException extends Exception {
  private static final long serialVersionUID = 1L;

    public enum Kind {
        INVALID,
        UNSUPPORTED,
        NOT_FOUND,
        CONFLICT,
        UNAVAILABLE,
        FAILED
  }

  private final Kind kind;

    public DriverException(Kind kind, String message) {
    this(kind, message, null);
  }

    public DriverException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

    public final Kind kind() {
    return kind;
  }
}
