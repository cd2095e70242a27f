/** Containers and the processes in them. */
@Export
@Version("0.5.0")
@NullMarked
package org.jdock.api.container;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
