/** Control groups: what is mounted where, and their control files. */
@Export
@Version("1.1.0")
@NullMarked
package org.jdock.linux.cgroup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
