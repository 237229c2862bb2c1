/** Security events: what was refused, whom it concerned, with a stable code. */
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
