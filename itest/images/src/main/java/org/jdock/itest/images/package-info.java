/** Test images, built offline from the host's Debian packages. */
@NullMarked
package org.jdock.itest.images;

import org.jspecify.annotations.NullMarked;
