/** Networks as Linux bridges, with addresses translated and ports published by the firewall. */
@NullMarked
package org.jdock.driver.network.bridge;

import org.jspecify.annotations.NullMarked;
