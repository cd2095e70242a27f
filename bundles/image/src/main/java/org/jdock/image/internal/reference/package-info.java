/** Names of images. */
@NullMarked
package org.jdock.image.internal.reference;

import org.jspecify.annotations.NullMarked;
