/** Images, and the root file systems made of them. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.api.image;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
