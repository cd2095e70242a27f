/** When an ended container is started again. */
@NullMarked
package org.jdock.container.internal.restart;

import org.jspecify.annotations.NullMarked;
