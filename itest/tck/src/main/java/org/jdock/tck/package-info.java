/** What every conformance suite needs. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.tck;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
