/** What every network driver must do. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.tck.network;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
