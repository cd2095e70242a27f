/** What the daemon says of itself. */
@NullMarked
package org.jdock.system.internal.daemon;

import org.jspecify.annotations.NullMarked;
