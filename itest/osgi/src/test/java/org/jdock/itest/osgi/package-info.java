/** The distribution's bundles in a plain framework: manifests, components, swaps. */
@NullMarked
package org.jdock.itest.osgi;

import org.jspecify.annotations.NullMarked;
