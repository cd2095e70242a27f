/** What each test image is made of. */
@NullMarked
package org.jdock.itest.images.recipe;

import org.jspecify.annotations.NullMarked;
