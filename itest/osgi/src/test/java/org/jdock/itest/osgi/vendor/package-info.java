/** What the tests pack into driver bundles. */
@NullMarked
package org.jdock.itest.osgi.vendor;

import org.jspecify.annotations.NullMarked;
