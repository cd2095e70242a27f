/** What drivers are given to work with. */
@NullMarked
package org.jdock.registry.internal.context;

import org.jspecify.annotations.NullMarked;
