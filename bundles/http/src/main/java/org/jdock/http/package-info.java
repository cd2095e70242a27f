/** The Docker Engine API's front end; everything it offers is reached over its sockets. */
@NullMarked
package org.jdock.http;

import org.jspecify.annotations.NullMarked;
