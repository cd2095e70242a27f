/**
 * HTTP/1.1 on one connection: heads, bodies, keep-alive, and the server that holds the connections.
 */
@NullMarked
package org.jdock.http.internal.wire;

import org.jspecify.annotations.NullMarked;
