/** What a container is and what it may become: immutable values and one transition table. */
@NullMarked
package org.jdock.container.internal.state;

import org.jspecify.annotations.NullMarked;
