/** What a command reads, writes and hears of, whichever way it was called. */
@NullMarked
package org.jdock.shell.internal.io;

import org.jspecify.annotations.NullMarked;
