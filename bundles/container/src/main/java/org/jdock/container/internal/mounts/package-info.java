/** Mounts of containers: what was asked for, and what it comes to. */
@NullMarked
package org.jdock.container.internal.mounts;

import org.jspecify.annotations.NullMarked;
