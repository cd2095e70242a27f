/** The directory that is watched for driver bundles. */
@NullMarked
package org.jdock.registry.internal.incoming;

import org.jspecify.annotations.NullMarked;
