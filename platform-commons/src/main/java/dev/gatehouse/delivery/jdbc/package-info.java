/** Events in a database: the outbox, its sealing sessions, and the relay that empties it in order. */
@NullMarked
package dev.gatehouse.delivery.jdbc;

import org.jspecify.annotations.NullMarked;
