/** Keeps containers' lines as JSON objects in local files, in Docker's format. */
@NullMarked
package org.jdock.driver.log.jsonfile;

import org.jspecify.annotations.NullMarked;
