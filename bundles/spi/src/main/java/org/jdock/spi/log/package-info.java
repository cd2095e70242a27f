/** Where the lines that containers print are kept. */
@Export
@Version("1.2.0")
@NullMarked
package org.jdock.spi.log;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
