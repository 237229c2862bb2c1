/** Tests of the demo. */
@NullMarked
package dev.gatehouse.demo.app;

import org.jspecify.annotations.NullMarked;
