/** OCI runtimes by their command line (runc, crun and others), each container under conmon. */
@NullMarked
package org.jdock.driver.runtime.oci;

import org.jspecify.annotations.NullMarked;
