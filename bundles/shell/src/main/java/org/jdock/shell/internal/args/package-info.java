/** Options and operands of commands. */
@NullMarked
package org.jdock.shell.internal.args;

import org.jspecify.annotations.NullMarked;
