/** What the inbox costs a reader. */
@NullMarked
package dev.gatehouse.benchmarks.inbox;

import org.jspecify.annotations.NullMarked;
