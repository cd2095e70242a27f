/** Drivers: how engine bundles call them, and how operators manage them. */
@Export
@Version("0.5.0")
@NullMarked
package org.jdock.api.driver;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
