/** What runs in a container, as the host's ps tells it. */
@NullMarked
package org.jdock.container.internal.top;

import org.jspecify.annotations.NullMarked;
