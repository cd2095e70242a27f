/** Layers: archives that become directories. */
@NullMarked
package org.jdock.image.internal.layer;

import org.jspecify.annotations.NullMarked;
