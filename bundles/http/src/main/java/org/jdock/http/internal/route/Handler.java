package org.jdock.http.internal.route;

/** Answers the requests of one route, on the connection's virtual thread. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers one request. The response ends when this returns; what it throws becomes an error
   * answer if nothing was sent yet, and else breaks the connection.
   */
  void handle(Request request, Response response) throws Exception;
}
