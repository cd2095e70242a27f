package org.jdock.http.internal.wire;

/** Answers requests. Called on the connection's virtual thread, by many connections at once. */
@FunctionalInterface
public interface ExchangeHandler {
  /**
   * Answers one request, by {@link Exchange#respond} or {@link Exchange#hijack}. The response ends
   * when this returns. Whatever it throws becomes an error answer, or, where the answer has begun,
   * a broken connection, so that the client cannot take it for complete.
   */
  void handle(Exchange exchange) throws Exception;
}
