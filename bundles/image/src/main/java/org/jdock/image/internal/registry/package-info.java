/** Images from registries. */
@NullMarked
package org.jdock.image.internal.registry;

import org.jspecify.annotations.NullMarked;
