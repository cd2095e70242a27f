/** Blobs on disk, by digest. */
@NullMarked
package org.jdock.image.internal.content;

import org.jspecify.annotations.NullMarked;
