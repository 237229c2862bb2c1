/** Who this service is and who its peers are, proven by certificates: what is held, what is checked, where it comes from. */
@NullMarked
package dev.gatehouse.identity;

import org.jspecify.annotations.NullMarked;
