/** Entities on disk, one JSON file each. */
@NullMarked
package org.jdock.volume.internal.file;

import org.jspecify.annotations.NullMarked;
