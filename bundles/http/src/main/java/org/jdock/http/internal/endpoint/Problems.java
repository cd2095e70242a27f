package org.jdock.http.internal.endpoint;

import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.http.internal.wire.ProblemMapper.Answer;

/** The one place where the kinds of problems become statuses of HTTP. */
public final class Problems {
  private Problems() {}

  /** The answer to a failed request. */
  public static Answer answer(Throwable failure) {
    if (failure instanceof ProblemException p) {
      return new Answer(status(p.problem()), p.getMessage());
    }
    var text = failure.getMessage();
    return new Answer(500, text == null || text.isBlank() ? failure.toString() : text);
  }

  static int status(Problem problem) {
    return switch (problem) {
      case INVALID -> 400;
      case UNAUTHORIZED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case NOT_MODIFIED -> 304;
      case UNSUPPORTED -> 501;
      case UNAVAILABLE -> 503;
      case FAILED -> 500;
    };
  }
}
