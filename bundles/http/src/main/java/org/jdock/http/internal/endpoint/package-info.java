/** The endpoints of the Docker Engine API, each a thin translation to a call of the engine. */
@NullMarked
package org.jdock.http.internal.endpoint;

import org.jspecify.annotations.NullMarked;
