/** Processes: spawning with descriptors, ends, signals, identity. */
@Export
@Version("1.1.0")
@NullMarked
package org.jdock.linux.process;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
