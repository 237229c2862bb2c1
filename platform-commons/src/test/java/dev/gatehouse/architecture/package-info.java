/** The picture of the packages. */
@NullMarked
package dev.gatehouse.architecture;

import org.jspecify.annotations.NullMarked;
