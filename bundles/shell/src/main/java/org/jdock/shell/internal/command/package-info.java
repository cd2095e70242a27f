/** The commands, a class for each group. */
@NullMarked
package org.jdock.shell.internal.command;

import org.jspecify.annotations.NullMarked;
