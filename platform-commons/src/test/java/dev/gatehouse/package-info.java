/** Tests of the module as a whole. */
@NullMarked
package dev.gatehouse;

import org.jspecify.annotations.NullMarked;
