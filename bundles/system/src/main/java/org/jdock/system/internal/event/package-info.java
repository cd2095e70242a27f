/** Takes events and passes them on. */
@NullMarked
package org.jdock.system.internal.event;

import org.jspecify.annotations.NullMarked;
