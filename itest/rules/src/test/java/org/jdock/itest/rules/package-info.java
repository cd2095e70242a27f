/** What every module of jdock keeps to, and the proof that breaking it is noticed. */
@NullMarked
package org.jdock.itest.rules;

import org.jspecify.annotations.NullMarked;
