package org.jdock.client;

import java.io.IOException;

/** Nobody answers at the console's socket. */
final class NoDaemonException extends IOException {
  private final boolean refused;

  /**
   * Nobody answers.
   *
   * @param refused whether there is a socket that we may not open
   */
  NoDaemonException(IOException cause, boolean refused) {
    super(cause);
    this.refused = refused;
  }

  /** What follows the directory's name in a message. */
  String detail() {
    return refused
        ? " that you may talk to: its console is for root only (sudo)"
        : ": start one with `jdock daemon`, or name its directory with --exec-root";
  }
}
