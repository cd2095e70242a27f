/** Finds what drivers leave behind when they have ended. */
@NullMarked
package org.jdock.registry.internal.leak;

import org.jspecify.annotations.NullMarked;
