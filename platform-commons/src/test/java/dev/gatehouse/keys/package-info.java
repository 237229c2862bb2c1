@NullMarked
package dev.gatehouse.keys;

import org.jspecify.annotations.NullMarked;
