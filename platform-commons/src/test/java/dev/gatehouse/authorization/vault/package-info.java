/** Tests of what a catalog wants of a Vault, on a real one. */
@NullMarked
package dev.gatehouse.authorization.vault;

import org.jspecify.annotations.NullMarked;
