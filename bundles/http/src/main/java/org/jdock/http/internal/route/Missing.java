package org.jdock.http.internal.route;

/**
 * An endpoint of Docker's that is known and not offered; answered with 501.
 *
 * @param method in capitals; {@code *} for any
 * @param path as in {@link Route}
 * @param why completes the sentence "GET /x is not supported: …"
 */
public record Missing(String method, String path, String why) {}
