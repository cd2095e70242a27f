/** A daemon in a network namespace of its own, and the clients that use it. */
@NullMarked
package org.jdock.itest.engine.support;

import org.jspecify.annotations.NullMarked;
