/** What residents do, and what concerns them. */
@NullMarked
package dev.gatehouse.useractions;

import org.jspecify.annotations.NullMarked;
