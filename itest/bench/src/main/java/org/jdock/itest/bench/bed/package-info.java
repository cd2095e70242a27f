/** An engine to measure on, and requests to it. */
@NullMarked
package org.jdock.itest.bench.bed;

import org.jspecify.annotations.NullMarked;
