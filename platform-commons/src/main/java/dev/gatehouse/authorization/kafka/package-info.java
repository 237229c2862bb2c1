/** Reads topics and rights of a live broker, and brings them to what the catalog says. */
@NullMarked
package dev.gatehouse.authorization.kafka;

import org.jspecify.annotations.NullMarked;
