/**
 * The suite that every storage driver passes: extend {@link
 * org.jdock.tck.storage.StorageDriverTck}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.tck.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
