/** Networks and the endpoints that join containers to them. */
@Export
@Version("1.1.0")
@NullMarked
package org.jdock.spi.network;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
