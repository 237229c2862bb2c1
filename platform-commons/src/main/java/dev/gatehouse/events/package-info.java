/** What the author of a service uses: events, their metadata and causes, and the two ways to publish them. */
@NullMarked
package dev.gatehouse.events;

import org.jspecify.annotations.NullMarked;
