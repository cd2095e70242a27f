/** Layers and root file systems in storage drivers. */
@NullMarked
package org.jdock.image.internal.snapshot;

import org.jspecify.annotations.NullMarked;
