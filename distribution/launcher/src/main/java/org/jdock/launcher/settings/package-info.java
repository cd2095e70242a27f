/** Flags and configuration files, and what they come to. */
@NullMarked
package org.jdock.launcher.settings;

import org.jspecify.annotations.NullMarked;
