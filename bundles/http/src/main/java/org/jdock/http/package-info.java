/** The Docker Engine API's front end: its sockets, and the sign that it serves. */
@Export
@Version("0.1.0")
@NullMarked
package org.jdock.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
