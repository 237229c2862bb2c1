/** The identity of a service from a folder that only it may read: for platforms on one machine, in realms named {@code local-...}. */
@NullMarked
package dev.gatehouse.identity.local;

import org.jspecify.annotations.NullMarked;
