/** Broker and database of the tests in containers instead of processes. */
@NullMarked
package dev.gatehouse.containers;

import org.jspecify.annotations.NullMarked;
