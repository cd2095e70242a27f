/** Networks that this daemon knows. */
@NullMarked
package org.jdock.network.internal.network;

import org.jspecify.annotations.NullMarked;
