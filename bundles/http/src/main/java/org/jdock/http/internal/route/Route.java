package org.jdock.http.internal.route;

/**
 * One row of the table of endpoints.
 *
 * @param method in capitals
 * @param path without the version: {@code /containers/{id}/json}, {@code /images/{name:.*}/json}
 */
public record Route(String method, String path, Handler handler) {}
