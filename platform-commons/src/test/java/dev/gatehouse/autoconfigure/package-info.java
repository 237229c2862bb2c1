/** Tests of {@code dev.gatehouse.autoconfigure}. */
@NullMarked
package dev.gatehouse.autoconfigure;

import org.jspecify.annotations.NullMarked;
