/** Containers on disk. */
@NullMarked
package org.jdock.container.internal.store;

import org.jspecify.annotations.NullMarked;
