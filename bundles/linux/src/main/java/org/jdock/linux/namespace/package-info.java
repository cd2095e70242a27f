/** Namespaces as files, and work done inside them. */
@Export
@Version("1.1.0")
@NullMarked
package org.jdock.linux.namespace;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
