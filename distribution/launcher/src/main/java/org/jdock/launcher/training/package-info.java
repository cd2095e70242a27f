/** The ahead-of-time cache: made by a daemon that talks to itself. */
@NullMarked
package org.jdock.launcher.training;

import org.jspecify.annotations.NullMarked;
