package org.jdock.driver.plugin.v1.client;

import org.jdock.spi.DriverException;

/** A plugin's own no; the protocol has no kinds of errors, only a text. */
public final class Refusal extends DriverException {
  private static final long serialVersionUID = 1L;

  Refusal(Kind kind, String message) {
    super(kind, message);
  }
}
