/** The daemon as a whole. */
@Export
@Version("0.2.0")
@NullMarked
package org.jdock.api.system;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
