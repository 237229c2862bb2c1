/** Tests of access tokens without a server. */
@NullMarked
package dev.gatehouse.tokens;

import org.jspecify.annotations.NullMarked;
