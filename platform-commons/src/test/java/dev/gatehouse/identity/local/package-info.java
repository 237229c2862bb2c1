/** Tests of {@code dev.gatehouse.identity.local}. */
@NullMarked
package dev.gatehouse.identity.local;

import org.jspecify.annotations.NullMarked;
