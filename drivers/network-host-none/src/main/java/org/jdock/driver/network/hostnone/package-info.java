/** Networks that connect nothing: the host's namespace itself, and one with nothing but lo. */
@NullMarked
package org.jdock.driver.network.hostnone;

import org.jspecify.annotations.NullMarked;
