/** Work orders: opened, scheduled, done or cancelled, each once, and told to those who asked. */
@NullMarked
package dev.gatehouse.maintenance.workorder;

import org.jspecify.annotations.NullMarked;
