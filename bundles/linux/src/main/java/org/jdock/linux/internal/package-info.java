/** The one native call that everything else is made of; not exported. */
@NullMarked
package org.jdock.linux.internal;

import org.jspecify.annotations.NullMarked;
