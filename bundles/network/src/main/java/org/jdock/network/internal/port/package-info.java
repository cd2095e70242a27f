/** Host ports, held by binding without listening. */
@NullMarked
package org.jdock.network.internal.port;

import org.jspecify.annotations.NullMarked;
