/** From a request line to the handler that answers it, in the Docker Engine API's manner. */
@NullMarked
package org.jdock.http.internal.route;

import org.jspecify.annotations.NullMarked;
