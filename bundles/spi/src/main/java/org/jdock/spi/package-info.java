/** What every kind of driver shares. */
@Export
@Version("1.1.0")
@NullMarked
package org.jdock.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
