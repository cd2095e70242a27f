package org.jdock.http.internal.wire;

import java.io.IOException;

/**
 * The client cannot be read from or written to any more. Handlers let it pass: there is nobody to
 * tell.
 */
public final class ClientGone extends IOException {
  private static final long serialVersionUID = 1L;

  ClientGone(String what, IOException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
