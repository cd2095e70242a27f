/** Network namespaces for containers. */
@NullMarked
package org.jdock.network.internal.namespace;

import org.jspecify.annotations.NullMarked;
