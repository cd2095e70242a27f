/** Volume driver local: directories of this host, and what the kernel can mount on them. */
@NullMarked
package org.jdock.driver.volume.local;

import org.jspecify.annotations.NullMarked;
