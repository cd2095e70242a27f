/** Connections that leave HTTP behind: raw streams and Docker's stdout/stderr framing. */
@NullMarked
package org.jdock.http.internal.hijack;

import org.jspecify.annotations.NullMarked;
