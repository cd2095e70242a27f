/** How the drivers of a start come, and who waits for them. */
@Export
@Version("0.1.0")
@NullMarked
package org.jdock.registry.arrival;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
