/** Networks, and the sandboxes joined to them. */
@Export
@Version("0.2.0")
@NullMarked
package org.jdock.api.network;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
