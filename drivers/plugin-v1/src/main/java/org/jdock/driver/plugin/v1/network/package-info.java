/** Plugins that make networks. */
@NullMarked
package org.jdock.driver.plugin.v1.network;

import org.jspecify.annotations.NullMarked;
