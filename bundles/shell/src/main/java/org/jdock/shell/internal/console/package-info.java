/** The console socket's server and the interactive session. */
@NullMarked
package org.jdock.shell.internal.console;

import org.jspecify.annotations.NullMarked;
