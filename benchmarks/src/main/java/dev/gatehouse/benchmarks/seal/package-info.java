/** What sealing and opening a record cost beside AES-256-GCM alone. */
@NullMarked
package dev.gatehouse.benchmarks.seal;

import org.jspecify.annotations.NullMarked;
