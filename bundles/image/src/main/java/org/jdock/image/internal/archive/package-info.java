/** Images in tar archives. */
@NullMarked
package org.jdock.image.internal.archive;

import org.jspecify.annotations.NullMarked;
