/** Events in a database: the outbox and its relay; the inbox, and how far was read. */
@NullMarked
package dev.gatehouse.delivery.jdbc;

import org.jspecify.annotations.NullMarked;
