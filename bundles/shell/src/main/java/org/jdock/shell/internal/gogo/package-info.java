/**
 * The interactive session and the commands' other way in: everything that knows Gogo and JLine.
 * Nothing here is loaded before somebody opens a session.
 */
@NullMarked
package org.jdock.shell.internal.gogo;

import org.jspecify.annotations.NullMarked;
