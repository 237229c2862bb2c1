/** What a device measured, and how it becomes an event exactly once. */
@NullMarked
package dev.gatehouse.iotingest.reading;

import org.jspecify.annotations.NullMarked;
