/** The services that this bundle offers. */
@NullMarked
package org.jdock.image.internal.service;

import org.jspecify.annotations.NullMarked;
