/** Tests of the verbs about keys and events. */
@NullMarked
package dev.gatehouse.cli.keys;

import org.jspecify.annotations.NullMarked;
