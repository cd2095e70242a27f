/** Storage driver vfs: a full copy a snapshot, on any file system. */
@NullMarked
package org.jdock.driver.storage.vfs;

import org.jspecify.annotations.NullMarked;
