/** Who may do what, and how far a live estate is from it. */
@NullMarked
package dev.gatehouse.authorization;

import org.jspecify.annotations.NullMarked;
