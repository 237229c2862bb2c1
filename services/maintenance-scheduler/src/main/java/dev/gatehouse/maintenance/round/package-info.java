/** What the service does again and again of itself, whether anything comes in or not. */
@NullMarked
package dev.gatehouse.maintenance.round;

import org.jspecify.annotations.NullMarked;
