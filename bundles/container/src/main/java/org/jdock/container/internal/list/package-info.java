/** Containers as lists and inspections show them. */
@NullMarked
package org.jdock.container.internal.list;

import org.jspecify.annotations.NullMarked;
