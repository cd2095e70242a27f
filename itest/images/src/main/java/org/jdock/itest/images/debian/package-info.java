/** Debian packages: resolved and downloaded by apt, unpacked without their scripts. */
@NullMarked
package org.jdock.itest.images.debian;

import org.jspecify.annotations.NullMarked;
