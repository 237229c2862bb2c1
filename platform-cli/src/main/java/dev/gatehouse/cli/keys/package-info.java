/** The verbs about keys and events of services: keys, rotate, revoke, reinstate, open. */
@NullMarked
package dev.gatehouse.cli.keys;

import org.jspecify.annotations.NullMarked;
