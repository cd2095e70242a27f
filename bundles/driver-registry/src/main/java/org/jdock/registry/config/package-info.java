/** What {@code config/PID.cfg} and {@code config/PID~NAME.cfg} say to drivers. */
@Export
@Version("0.1.0")
@NullMarked
package org.jdock.registry.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
