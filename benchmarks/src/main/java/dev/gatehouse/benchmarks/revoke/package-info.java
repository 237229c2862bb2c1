/** How long after a revocation a service still writes, reads and is sealed for, measured on a running demo. */
@NullMarked
package dev.gatehouse.benchmarks.revoke;

import org.jspecify.annotations.NullMarked;
