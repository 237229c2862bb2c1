/** The edge of the estate: what devices report comes in here, and nowhere else. */
@NullMarked
package dev.gatehouse.iotingest;

import org.jspecify.annotations.NullMarked;
