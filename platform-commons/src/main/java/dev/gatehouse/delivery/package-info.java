/** From an event to a sealed record and back, and what is kept so that nothing is lost or applied twice. */
@NullMarked
package dev.gatehouse.delivery;

import org.jspecify.annotations.NullMarked;
