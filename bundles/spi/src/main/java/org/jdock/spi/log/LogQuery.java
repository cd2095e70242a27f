package org.jdock.spi.log;

/**
 * Which lines to read.
 *
 * @param sinceNanos not older than this, nanoseconds since the epoch; {@link Long#MIN_VALUE} for
 *     all
 * @param untilNanos not younger than this; {@link Long#MAX_VALUE} for all
 * @param tail only the last so many of what is there at the start; -1 for all
 */
public record LogQuery(long sinceNanos, long untilNanos, int tail) {
  /** Everything. */
  public static final LogQuery ALL = new LogQuery(Long.MIN_VALUE, Long.MAX_VALUE, -1);
}
