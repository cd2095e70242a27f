/** A registry on this host, and pushing into it. */
@NullMarked
package org.jdock.itest.images.registry;

import org.jspecify.annotations.NullMarked;
