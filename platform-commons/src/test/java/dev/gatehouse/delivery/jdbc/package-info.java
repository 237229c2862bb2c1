/** Tests of the outbox. */
@NullMarked
package dev.gatehouse.delivery.jdbc;

import org.jspecify.annotations.NullMarked;
