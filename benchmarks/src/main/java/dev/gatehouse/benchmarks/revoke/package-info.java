/** How long after a revocation, or a change of readers, a service still writes, reads and is sealed for, on a running demo. */
@NullMarked
package dev.gatehouse.benchmarks.revoke;

import org.jspecify.annotations.NullMarked;
