/** Containers' sandboxes from open to close. */
@NullMarked
package org.jdock.network.internal.sandbox;

import org.jspecify.annotations.NullMarked;
