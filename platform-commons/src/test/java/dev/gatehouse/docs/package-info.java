/** The documents say what is so: names resolve, links lead somewhere, generated parts are as generated. */
@NullMarked
package dev.gatehouse.docs;

import org.jspecify.annotations.NullMarked;
