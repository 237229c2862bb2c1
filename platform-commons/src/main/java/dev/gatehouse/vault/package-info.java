/** A platform's Vault: where everything of a realm lies in it, and the one door through which a program talks to it. */
@NullMarked
package dev.gatehouse.vault;

import org.jspecify.annotations.NullMarked;
