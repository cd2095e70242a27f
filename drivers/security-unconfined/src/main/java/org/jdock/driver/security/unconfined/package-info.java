/** The security profile {@code unconfined}: nothing is taken away but what was dropped by name. */
@NullMarked
package org.jdock.driver.security.unconfined;

import org.jspecify.annotations.NullMarked;
