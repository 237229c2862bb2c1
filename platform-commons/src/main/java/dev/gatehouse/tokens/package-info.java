/** What an access token says about a person, or why it is refused; no Spring. */
@NullMarked
package dev.gatehouse.tokens;

import org.jspecify.annotations.NullMarked;
