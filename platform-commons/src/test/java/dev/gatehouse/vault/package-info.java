/** Tests of the way to a Vault, on a real one. */
@NullMarked
package dev.gatehouse.vault;

import org.jspecify.annotations.NullMarked;
