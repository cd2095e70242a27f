/** Whether containers are well: their health checks, run one after the other. */
@NullMarked
package org.jdock.container.internal.health;

import org.jspecify.annotations.NullMarked;
