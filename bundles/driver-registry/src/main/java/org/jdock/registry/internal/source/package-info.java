/** Where driver bundles come from, and where they can be found. */
@NullMarked
package org.jdock.registry.internal.source;

import org.jspecify.annotations.NullMarked;
