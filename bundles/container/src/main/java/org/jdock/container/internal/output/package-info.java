/** What containers print: from the monitor's spool to the log driver and to those who watch. */
@NullMarked
package org.jdock.container.internal.output;

import org.jspecify.annotations.NullMarked;
