/** Specification of the estate. */
@NullMarked
package dev.gatehouse.demo.estate;

import org.jspecify.annotations.NullMarked;
