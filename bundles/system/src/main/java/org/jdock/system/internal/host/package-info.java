/** What the kernel and the distribution say of the host. */
@NullMarked
package org.jdock.system.internal.host;

import org.jspecify.annotations.NullMarked;
