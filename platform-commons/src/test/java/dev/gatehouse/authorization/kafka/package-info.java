/** A real broker brought to what a catalog says, and every right on it tried. */
@NullMarked
package dev.gatehouse.authorization.kafka;

import org.jspecify.annotations.NullMarked;
