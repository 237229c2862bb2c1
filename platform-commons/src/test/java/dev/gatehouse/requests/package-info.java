/** Tests of {@code dev.gatehouse.requests}. */
@NullMarked
package dev.gatehouse.requests;

import org.jspecify.annotations.NullMarked;
