/** Starts and ends the daemon. */
@NullMarked
package org.jdock.launcher;

import org.jspecify.annotations.NullMarked;
