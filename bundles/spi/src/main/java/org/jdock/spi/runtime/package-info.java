/** OCI runtimes, each container under a monitor of its own. */
@Export
@Version("1.1.0")
@NullMarked
package org.jdock.spi.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
