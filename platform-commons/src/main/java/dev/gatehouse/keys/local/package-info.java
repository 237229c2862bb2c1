/** Keys in folders: for one machine and realms whose name begins with {@code local-}. */
@NullMarked
package dev.gatehouse.keys.local;

import org.jspecify.annotations.NullMarked;
