/** The ways in which the edge says no, each with a code that does not change. */
@NullMarked
package dev.gatehouse.iotingest.refusal;

import org.jspecify.annotations.NullMarked;
