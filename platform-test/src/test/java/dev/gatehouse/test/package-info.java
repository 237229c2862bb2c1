/** Tests of {@code dev.gatehouse.test}. */
@NullMarked
package dev.gatehouse.test;

import org.jspecify.annotations.NullMarked;
