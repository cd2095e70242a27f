/** Log driver ${driverName}: what containers print, as a JSON object a line. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
