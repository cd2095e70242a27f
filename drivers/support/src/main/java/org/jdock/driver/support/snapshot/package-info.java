/** A storage driver's book-keeping: everything but what a snapshot's content is made of. */
@NullMarked
package org.jdock.driver.support.snapshot;

import org.jspecify.annotations.NullMarked;
