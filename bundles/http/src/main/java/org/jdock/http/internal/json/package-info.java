/** Docker's JSON: names, nulls, times, and a byte-for-byte stable order. */
@NullMarked
package org.jdock.http.internal.json;

import org.jspecify.annotations.NullMarked;
