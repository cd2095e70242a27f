/** Drivers as OSGi bundles: tracked, installed, replaced. */
@NullMarked
package org.jdock.registry.internal.bundle;

import org.jspecify.annotations.NullMarked;
