/** Plugins that keep volumes. */
@NullMarked
package org.jdock.driver.plugin.v1.volume;

import org.jspecify.annotations.NullMarked;
