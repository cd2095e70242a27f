/** Makes containers, runs them and takes them away. */
@NullMarked
package org.jdock.container.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
