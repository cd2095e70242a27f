/** Keeps nothing of what containers print. */
@NullMarked
package org.jdock.driver.log.none;

import org.jspecify.annotations.NullMarked;
