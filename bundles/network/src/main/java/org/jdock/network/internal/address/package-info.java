/** IPv4 ranges, and who has which address. */
@NullMarked
package org.jdock.network.internal.address;

import org.jspecify.annotations.NullMarked;
