/** The registry's components. */
@NullMarked
package org.jdock.registry.internal;

import org.jspecify.annotations.NullMarked;
