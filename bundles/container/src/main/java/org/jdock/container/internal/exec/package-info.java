/** More processes in running containers. */
@NullMarked
package org.jdock.container.internal.exec;

import org.jspecify.annotations.NullMarked;
