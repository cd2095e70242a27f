/** Versions of drivers, their leases, and which of them serves. */
@NullMarked
package org.jdock.registry.internal.slot;

import org.jspecify.annotations.NullMarked;
