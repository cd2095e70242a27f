package org.jdock.http.internal.wire;

/** What a failure of a handler looks like to the client. Must not throw. */
@FunctionalInterface
public interface ProblemMapper {
  /** The answer to {@code failure}. */
  Answer map(Throwable failure);

  /**
   * An error answer.
   *
   * @param status 400 to 599; 500 and above are logged with their stack, but for 501 and 503
   * @param message what the client reads
   */
  record Answer(int status, String message) {}
}
