/** The driver registry without a framework around it, for tests of what calls drivers. */
@Export
@Version("0.1.0")
@NullMarked
package org.jdock.registry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
