/** Identifiers. */
@NullMarked
package org.jdock.network.internal.id;

import org.jspecify.annotations.NullMarked;
