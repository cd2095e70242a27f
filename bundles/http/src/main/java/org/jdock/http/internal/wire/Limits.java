package org.jdock.http.internal.wire;

import java.time.Duration;

/**
 * What a client may ask of one connection.
 *
 * @param maxLine longest request line or header, in bytes (431 beyond)
 * @param maxHeaders most headers of one request (431 beyond)
 * @param headTime longest pause inside a request's head
 * @param drainBytes how much of a body that nobody read is read away to keep the connection
 * @param linger how long a closing connection waits for the client to end its side
 */
public record Limits(
    int maxLine, int maxHeaders, Duration headTime, int drainBytes, Duration linger) {
  /** Generous: compose sends filters of many kilobytes in the request line. */
  public static final Limits DEFAULT =
      new Limits(256 << 10, 200, Duration.ofMinutes(5), 256 << 10, Duration.ofSeconds(1));
}
