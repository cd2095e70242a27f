/** The services that this bundle offers. */
@NullMarked
package org.jdock.network.internal;

import org.jspecify.annotations.NullMarked;
