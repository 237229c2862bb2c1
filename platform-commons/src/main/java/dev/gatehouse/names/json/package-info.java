/** How names are written and read as JSON: what they are made of stays in {@code names}. */
@NullMarked
package dev.gatehouse.names.json;

import org.jspecify.annotations.NullMarked;
