/** Which plugins there are. */
@NullMarked
package org.jdock.driver.plugin.v1.find;

import org.jspecify.annotations.NullMarked;
