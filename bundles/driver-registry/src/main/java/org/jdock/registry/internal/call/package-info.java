/** Calls on platform threads, with a time limit. */
@NullMarked
package org.jdock.registry.internal.call;

import org.jspecify.annotations.NullMarked;
