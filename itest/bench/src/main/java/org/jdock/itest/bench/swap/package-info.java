/**
 * Drivers of every kind are upgraded again and again while containers print, serve pages, come and
 * go: what failed, what was lost, and how long anything had to wait.
 */
@NullMarked
package org.jdock.itest.bench.swap;

import org.jspecify.annotations.NullMarked;
