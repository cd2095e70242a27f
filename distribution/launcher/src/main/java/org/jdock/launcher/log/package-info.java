/** The daemon's own log. */
@NullMarked
package org.jdock.launcher.log;

import org.jspecify.annotations.NullMarked;
