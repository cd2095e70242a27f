/** How a plugin is talked to: JSON over HTTP on a socket. */
@NullMarked
package org.jdock.driver.plugin.v1.client;

import org.jspecify.annotations.NullMarked;
