package org.jdock.spi.log;

/**
 * A line, or a piece of one, that a container printed.
 *
 * @param timeNanos when, in nanoseconds since the epoch
 * @param stream where to
 * @param complete false when the line goes on in a later piece; a complete one ended with a
 *     newline, which is not among the bytes
 * @param bytes as printed, in whatever encoding; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies would cost on the log path
public record LogLine(long timeNanos, Stream stream, boolean complete, byte[] bytes) {
  /** An output stream of a container; a terminal has only stdout. */
  public enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error. */
    STDERR
  }
}
