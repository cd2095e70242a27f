/** What a volume driver remembers: names, options, and who holds a volume. */
@NullMarked
package org.jdock.driver.support.volume;

import org.jspecify.annotations.NullMarked;
