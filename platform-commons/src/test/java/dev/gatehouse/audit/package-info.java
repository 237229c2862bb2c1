/** Tests of {@code dev.gatehouse.audit}. */
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
