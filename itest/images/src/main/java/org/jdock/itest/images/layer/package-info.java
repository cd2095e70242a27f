/** The content of a layer and its deterministic tar. */
@NullMarked
package org.jdock.itest.images.layer;

import org.jspecify.annotations.NullMarked;
