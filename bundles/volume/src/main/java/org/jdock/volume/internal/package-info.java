/** Named volumes and who refers to them. */
@NullMarked
package org.jdock.volume.internal;

import org.jspecify.annotations.NullMarked;
