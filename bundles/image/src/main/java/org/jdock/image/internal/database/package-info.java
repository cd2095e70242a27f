/** Which images there are, and their names. */
@NullMarked
package org.jdock.image.internal.database;

import org.jspecify.annotations.NullMarked;
