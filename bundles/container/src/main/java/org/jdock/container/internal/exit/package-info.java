/** Learns that a process under a monitor has ended. */
@NullMarked
package org.jdock.container.internal.exit;

import org.jspecify.annotations.NullMarked;
