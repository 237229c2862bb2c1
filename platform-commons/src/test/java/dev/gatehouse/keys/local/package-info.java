/** Tests of keys in folders. */
@NullMarked
package dev.gatehouse.keys.local;

import org.jspecify.annotations.NullMarked;
