/** Words of the platform as types that cannot hold a wrong value. */
@NullMarked
package dev.gatehouse.names;

import org.jspecify.annotations.NullMarked;
