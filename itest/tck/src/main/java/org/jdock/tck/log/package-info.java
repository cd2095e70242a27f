/** What every log driver must do. */
@Export
@Version("1.1.0")
@NullMarked
package org.jdock.tck.log;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
