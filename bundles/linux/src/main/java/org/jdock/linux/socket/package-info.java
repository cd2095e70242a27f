/** Local sockets and fifos which the JDK lacks. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.linux.socket;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
