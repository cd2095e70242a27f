/**
 * jdock beside Debian's Docker and beside the floor: the same work, alternating, in one run, with
 * the same OCI runtime. Prints medians and ratios; judges nothing when the machine is too restless.
 */
@NullMarked
package org.jdock.itest.bench;

import org.jspecify.annotations.NullMarked;
