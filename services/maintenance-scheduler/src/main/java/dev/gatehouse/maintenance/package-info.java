/** Work that has to be done on the estate, raised by the system itself. */
@NullMarked
package dev.gatehouse.maintenance;

import org.jspecify.annotations.NullMarked;
