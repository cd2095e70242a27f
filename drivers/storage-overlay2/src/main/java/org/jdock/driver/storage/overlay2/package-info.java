/**
 * Storage driver overlay2: one directory a snapshot, joined by the kernel's overlay file system.
 */
@NullMarked
package org.jdock.driver.storage.overlay2;

import org.jspecify.annotations.NullMarked;
