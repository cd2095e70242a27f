/** What every runtime driver must keep. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.tck.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
