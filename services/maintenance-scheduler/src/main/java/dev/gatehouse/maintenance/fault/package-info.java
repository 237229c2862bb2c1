/** What residents report, and the work that it calls for. */
@NullMarked
package dev.gatehouse.maintenance.fault;

import org.jspecify.annotations.NullMarked;
