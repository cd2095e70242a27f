/** Mounts: making, reading, changing and undoing them. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.linux.mount;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
