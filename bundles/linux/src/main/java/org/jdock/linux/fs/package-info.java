/** What java.nio.file lacks: extended attributes, nodes, safe resolution, renames, file systems. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.linux.fs;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
