/** System calls and nothing else: descriptors, error numbers and what every sub package shares. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.linux;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
