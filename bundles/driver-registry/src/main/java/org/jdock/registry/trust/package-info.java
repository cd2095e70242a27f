/** Keeps bundles that nobody vouches for from resolving. What the launcher puts in place first. */
@Export
@Version("0.2.0")
@NullMarked
package org.jdock.registry.trust;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
