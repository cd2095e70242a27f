/** Volume driver ${driverName}: a directory for each volume. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
