package org.jdock.http.internal.wire;

/** A request that is answered with an error of the protocol's own: {@code {"message": …}}. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  /**
   * An error answer.
   *
   * @param status 400 to 599
   * @param message for the client, in Docker's wording where Docker has one
   */
  public HttpProblem(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** The client's fault: 400. */
  public static HttpProblem badRequest(String message) {
    return new HttpProblem(400, message);
  }

  /** What {@link Throwable#getMessage} is, but never null. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
