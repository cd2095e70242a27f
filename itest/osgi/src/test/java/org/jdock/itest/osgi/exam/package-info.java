/** JUnit Jupiter on Pax Exam's API, which has no driver of its own for it. */
@NullMarked
package org.jdock.itest.osgi.exam;

import org.jspecify.annotations.NullMarked;
