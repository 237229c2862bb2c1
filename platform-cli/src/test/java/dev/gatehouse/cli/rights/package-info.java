/** The verbs about rights, as somebody types them. */
@NullMarked
package dev.gatehouse.cli.rights;

import org.jspecify.annotations.NullMarked;
