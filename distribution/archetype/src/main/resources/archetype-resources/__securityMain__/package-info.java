/** Security driver ${driverName}: lists of what containers may and may not do. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
