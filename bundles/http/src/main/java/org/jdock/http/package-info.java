/**
 * The Docker Engine API's front end. All that it offers to others is its listening sockets, which
 * the launcher opens early, and the word that they are served.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.jdock.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
