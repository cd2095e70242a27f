package org.jdock.api.container;

/**
 * Which lines of a log.
 *
 * @param stdout whether standard output is wanted
 * @param stderr whether standard error is wanted
 * @param follow whether to go on until the container ends
 * @param timestamps whether each line starts with its time
 * @param details whether each line starts with the attributes that its log driver keeps
 * @param sinceNanos nanoseconds since the epoch; {@link Long#MIN_VALUE} for all
 * @param untilNanos nanoseconds since the epoch; {@link Long#MAX_VALUE} for all
 * @param tail the last so many lines; -1 for all
 */
public record LogOptions(
    boolean stdout,
    boolean stderr,
    boolean follow,
    boolean timestamps,
    boolean details,
    long sinceNanos,
    long untilNanos,
    int tail) {
  /** Without details. */
  public LogOptions(
      boolean stdout,
      boolean stderr,
      boolean follow,
      boolean timestamps,
      long sinceNanos,
      long untilNanos,
      int tail) {
    this(stdout, stderr, follow, timestamps, false, sinceNanos, untilNanos, tail);
  }
}
