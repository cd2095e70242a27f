/** Small files that survive a crash, and directories that several instances share. */
@NullMarked
package org.jdock.driver.support.file;

import org.jspecify.annotations.NullMarked;
