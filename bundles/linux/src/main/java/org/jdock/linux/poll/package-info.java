/** One thread that waits for many descriptors, and file notifications on top of it. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.linux.poll;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
