/** Data as text for people and as JSON for scripts. */
@NullMarked
package org.jdock.shell.internal.render;

import org.jspecify.annotations.NullMarked;
