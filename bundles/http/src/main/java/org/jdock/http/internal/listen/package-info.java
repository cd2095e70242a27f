/** Sockets: listeners, and the two-way byte stream that each accepted connection is. */
@NullMarked
package org.jdock.http.internal.listen;

import org.jspecify.annotations.NullMarked;
