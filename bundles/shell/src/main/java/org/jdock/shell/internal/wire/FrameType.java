package org.jdock.shell.internal.wire;

import java.net.ProtocolException;

/** The frames of the console protocol, as the package describes them. */
public enum FrameType {
  REQUEST(1),
  STDIN(2),
  END(3),
  SIZE(4),
  SIGNAL(5),
  STDOUT(16),
  STDERR(17),
  READ(18),
  RAW(19),
  EXIT(20);

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  /** Its number on the wire. */
  public int code() {
    return code;
  }

  /** The type with this number. */
  public static FrameType of(int code) throws ProtocolException {
    for (FrameType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new ProtocolException("unknown frame type " + code);
  }
}
