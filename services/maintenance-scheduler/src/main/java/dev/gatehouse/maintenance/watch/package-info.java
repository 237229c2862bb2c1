/** Watching what devices report, for what calls for work. */
@NullMarked
package dev.gatehouse.maintenance.watch;

import org.jspecify.annotations.NullMarked;
