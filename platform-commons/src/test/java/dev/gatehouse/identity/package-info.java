/** Tests of {@code dev.gatehouse.identity}. */
@NullMarked
package dev.gatehouse.identity;

import org.jspecify.annotations.NullMarked;
