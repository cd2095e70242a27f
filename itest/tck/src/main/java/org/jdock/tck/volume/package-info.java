/**
 * The suite that every volume driver passes: extend {@link org.jdock.tck.volume.VolumeDriverTck}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.tck.volume;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
