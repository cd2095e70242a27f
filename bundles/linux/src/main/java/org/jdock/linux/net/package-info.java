/** Links, addresses and routes over rtnetlink. */
@Export
@Version("1.0.0")
@NullMarked
package org.jdock.linux.net;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
