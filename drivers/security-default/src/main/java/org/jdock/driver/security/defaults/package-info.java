/** The security profile {@code default}: what Docker gives a container unless asked otherwise. */
@NullMarked
package org.jdock.driver.security.defaults;

import org.jspecify.annotations.NullMarked;
