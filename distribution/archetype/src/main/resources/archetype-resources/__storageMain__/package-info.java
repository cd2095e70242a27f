/** Storage driver ${driverName}: whole copies, in which layers share their unchanged files. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
