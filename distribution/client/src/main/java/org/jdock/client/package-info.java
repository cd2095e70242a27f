/**
 * The console client. It speaks the console protocol, which the package {@code
 * org.jdock.shell.internal.wire} of jdock-shell describes, and knows nothing of any command. Made
 * to start fast: it uses few classes, no regular expressions, lambdas only where a command needs
 * them, and no library.
 */
@NullMarked
package org.jdock.client;

import org.jspecify.annotations.NullMarked;
