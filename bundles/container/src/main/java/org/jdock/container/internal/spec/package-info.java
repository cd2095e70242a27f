/** The OCI runtime configuration of a container. */
@NullMarked
package org.jdock.container.internal.spec;

import org.jspecify.annotations.NullMarked;
