/** Plugins that take what containers print. */
@NullMarked
package org.jdock.driver.plugin.v1.log;

import org.jspecify.annotations.NullMarked;
