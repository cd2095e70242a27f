/** What the daemon holds of the host: locks, the pid file, signals. */
@NullMarked
package org.jdock.launcher.host;

import org.jspecify.annotations.NullMarked;
