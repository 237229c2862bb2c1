@NullMarked
package dev.gatehouse.sealing;

import org.jspecify.annotations.NullMarked;
