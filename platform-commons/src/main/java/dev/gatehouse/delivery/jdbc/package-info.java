/** Delivery with a database: what was applied, and how far. */
@NullMarked
package dev.gatehouse.delivery.jdbc;

import org.jspecify.annotations.NullMarked;
