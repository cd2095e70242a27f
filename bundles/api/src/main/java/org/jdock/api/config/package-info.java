/** What an operator set for the daemon. */
@Export
@Version("0.2.0")
@NullMarked
package org.jdock.api.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
