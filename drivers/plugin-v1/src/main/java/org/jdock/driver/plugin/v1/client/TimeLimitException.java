package org.jdock.driver.plugin.v1.client;

import java.io.IOException;

/** The other side did not do its part in time. */
final class TimeLimitException extends IOException {
  TimeLimitException(String message) {
    super(message);
  }
}
