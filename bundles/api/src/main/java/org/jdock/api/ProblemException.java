package org.jdock.api;

import org.jspecify.annotations.Nullable;

/**
 * A request that was not carried out, and left nothing behind. The message is meant for users as it
 * stands, in Docker's wording where Docker has one.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** A problem without a cause. */
  public ProblemException(Problem problem, String message) {
    this(problem, message, null);
  }

  /** A problem with its cause. */
  public ProblemException(Problem problem, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** What is wrong. */
  public Problem problem() {
    return problem;
  }

  /** The message; never null, unlike {@link Throwable}'s. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? problem.toString() : message;
  }

  /** {@link Problem#INVALID}. */
  public static ProblemException invalid(String message) {
    return new ProblemException(Problem.INVALID, message);
  }

  /** {@link Problem#NOT_FOUND}. */
  public static ProblemException notFound(String message) {
    return new ProblemException(Problem.NOT_FOUND, message);
  }

  /** {@link Problem#CONFLICT}. */
  public static ProblemException conflict(String message) {
    return new ProblemException(Problem.CONFLICT, message);
  }

  /** {@link Problem#UNSUPPORTED}. */
  public static ProblemException unsupported(String message) {
    return new ProblemException(Problem.UNSUPPORTED, message);
  }

  /** {@link Problem#FAILED}. */
  public static ProblemException failed(String message, @Nullable Throwable cause) {
    return new ProblemException(Problem.FAILED, message, cause);
  }
}
