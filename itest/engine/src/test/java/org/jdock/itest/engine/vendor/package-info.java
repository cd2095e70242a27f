/** Drivers that tests pack into bundles. */
@NullMarked
package org.jdock.itest.engine.vendor;

import org.jspecify.annotations.NullMarked;
