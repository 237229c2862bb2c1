/** Devices, and whether somebody is working on them. */
@NullMarked
package dev.gatehouse.iotingest.device;

import org.jspecify.annotations.NullMarked;
