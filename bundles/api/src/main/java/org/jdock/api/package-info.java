/** What every front end may use of the engine. */
@Export
@Version("0.1.0")
@NullMarked
package org.jdock.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
