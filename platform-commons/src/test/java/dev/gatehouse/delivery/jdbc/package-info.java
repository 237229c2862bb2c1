/** Tests of the outbox and the inbox on a real database, and what they look at it with. */
@NullMarked
package dev.gatehouse.delivery.jdbc;

import org.jspecify.annotations.NullMarked;
