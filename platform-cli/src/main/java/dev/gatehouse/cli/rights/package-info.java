/** The verbs about rights: plan, apply, verify, explain. */
@NullMarked
package dev.gatehouse.cli.rights;

import org.jspecify.annotations.NullMarked;
