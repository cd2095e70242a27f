/** Docker's plugin protocol v1: programs of their own as drivers. */
@NullMarked
package org.jdock.driver.plugin.v1;

import org.jspecify.annotations.NullMarked;
