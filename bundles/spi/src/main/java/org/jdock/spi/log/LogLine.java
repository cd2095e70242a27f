package org.jdock.spi.log;

import java.util.Map;

/**
 * A line, or a piece of one, that a container printed.
 *
 * @param timeNanos when, in nanoseconds since the epoch
 * @param stream where to
 * @param complete false when the line goes on in a later piece; a complete one ended with a
 *     newline, which is not among the bytes
 * @param bytes as printed, in whatever encoding; not to be changed
 * @param attributes what a driver keeps beside the text, such as labels that its options chose:
 *     {@code docker logs --details} shows them; empty for a line on its way to a sink
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies would cost on the log path
public record LogLine(
    long timeNanos, Stream stream, boolean complete, byte[] bytes, Map<String, String> attributes) {
  /** Keeps its own copy of the attributes. */
  public LogLine {
    attributes = Map.copyOf(attributes);
  }

  /** A line without attributes. */
  public LogLine(long timeNanos, Stream stream, boolean complete, byte[] bytes) {
    this(timeNanos, stream, complete, bytes, Map.of());
  }

  /** An output stream of a container; a terminal has only stdout. */
  public enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error. */
    STDERR
  }
}
