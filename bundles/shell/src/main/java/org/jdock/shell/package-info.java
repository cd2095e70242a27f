/** The jdock commands' bundle; everything it offers is reached over the console socket. */
@NullMarked
package org.jdock.shell;

import org.jspecify.annotations.NullMarked;
