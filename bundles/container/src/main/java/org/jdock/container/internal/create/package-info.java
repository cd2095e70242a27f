/** Checks and completes what a new container is asked to be. */
@NullMarked
package org.jdock.container.internal.create;

import org.jspecify.annotations.NullMarked;
