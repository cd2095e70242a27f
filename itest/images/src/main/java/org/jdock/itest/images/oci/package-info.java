/** OCI image layouts on disk and the archive that {@code docker load} reads. */
@NullMarked
package org.jdock.itest.images.oci;

import org.jspecify.annotations.NullMarked;
