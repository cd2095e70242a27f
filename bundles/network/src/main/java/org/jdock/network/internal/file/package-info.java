/** Entities on disk, one JSON file each. */
@NullMarked
package org.jdock.network.internal.file;

import org.jspecify.annotations.NullMarked;
