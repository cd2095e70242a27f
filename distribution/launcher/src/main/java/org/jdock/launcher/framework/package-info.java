/** The OSGi framework, fed from the class path and the drivers' folder. */
@NullMarked
package org.jdock.launcher.framework;

import org.jspecify.annotations.NullMarked;
