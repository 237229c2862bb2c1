/** The own key ring, and the directory of everybody's public keys and of revocations. */
@NullMarked
package dev.gatehouse.keys;

import org.jspecify.annotations.NullMarked;
