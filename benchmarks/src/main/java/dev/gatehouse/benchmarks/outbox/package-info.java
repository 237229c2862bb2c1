/** How fast events leave a database for the broker. */
@NullMarked
package dev.gatehouse.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
