/** Snapshots of file systems: what an image layer and a container's root are made of. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.spi.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
