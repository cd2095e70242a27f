package org.jdock.http.internal.wire;

import java.time.Duration;

/**
 * What a client may ask of one connection.
 *
 * @param maxLine longest request line or header, in bytes (431 beyond)
 * @param maxHeaders most headers of one request (431 beyond)
 * @param maxHead most bytes of a whole head, within the 8 KiB that are read at once (431 beyond)
 * @param maxJson most bytes of a body that is read as JSON (413 beyond); archives have no limit
 * @param headTime how long a head may take from its first byte to its last (408 beyond)
 * @param drainBytes how much of a body that nobody read is read away to keep the connection
 * @param linger how long a closing connection waits for the client to end its side
 */
public record Limits(
    int maxLine,
    int maxHeaders,
    int maxHead,
    int maxJson,
    Duration headTime,
    int drainBytes,
    Duration linger) {
  /** Generous: compose sends filters of many kilobytes in the request line. */
  public static final Limits DEFAULT =
      new Limits(
          256 << 10,
          200,
          1 << 20,
          4 << 20,
          Duration.ofSeconds(30),
          256 << 10,
          Duration.ofSeconds(1));
}
