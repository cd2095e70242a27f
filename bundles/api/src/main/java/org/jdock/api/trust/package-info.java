/** Whose driver bundles may run here. */
@Export
@Version("0.1.0")
@NullMarked
package org.jdock.api.trust;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
